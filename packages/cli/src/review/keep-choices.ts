import { deliverChoice, type State, type Version } from "@shotlist/batch-runner";
import { placesOf } from "../state/places.ts";
import { planOf } from "../storyboards/plan-of.ts";
import type { Environment, World } from "../world/world.ts";

interface KeepOptions {
  readonly stateFolder: string;
  readonly env: Environment;
  readonly world: World;
  /** Whether the clips are put in their places. */
  readonly place: boolean;
}

/** What came of choices on the disk. */
export interface KeptChoices {
  /** Absolute paths of the clips that were put in their places. */
  readonly files: readonly string[];
  /** Storyboards whose lock file the next render writes, because their file is gone or has mistakes. */
  readonly later: readonly string[];
}

/** Writes decisions about takes to the lock files, and puts the clips in place, as far as their storyboards are available. */
export async function keepChoices(
  state: State,
  versions: readonly Version[],
  { stateFolder, env, world, place }: KeepOptions,
): Promise<KeptChoices> {
  const files: string[] = [];
  const later: string[] = [];
  for (const [storyboard, own] of Map.groupBy(versions, (version) => version.storyboard)) {
    const plan = await planOf(storyboard, { stateFolder, env, world });
    if (plan === undefined) {
      later.push(storyboard);
      continue;
    }
    const places = placesOf({ realmClass: state.realmClass, stateFolder, cwd: world.cwd });
    files.push(...(await deliverChoice(state, plan, place ? own : [], places)));
  }
  return { files, later };
}
