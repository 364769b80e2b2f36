import { finalsOfDraft, type State, type TakeKey, type Version } from "@shotlist/batch-runner";
import { storyboardOfDrafts, type Digest, type Plan } from "@shotlist/core";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { nameOf } from "../state/existing-states.ts";
import { planOf } from "../storyboards/plan-of.ts";
import type { Environment, World } from "../world/world.ts";

interface PermitsOptions {
  readonly stateFolder: string;
  readonly env: Environment;
  readonly world: World;
}

/** What the approval of a draft lets be bought: digests of today's clips, so that an edit of the shot makes it void. */
export type PermitsOf = (draft: Version) => readonly Digest[];

/** Compiles the storyboards of the drafts among the takes; `undefined` where there is no draft. Refuses a draft of an earlier shot. */
export async function permitsFor(
  { ledger }: State,
  keys: readonly TakeKey[],
  options: PermitsOptions,
): Promise<PermitsOf | undefined> {
  const drafts = keys.filter(({ storyboard }) => storyboardOfDrafts(storyboard) !== undefined);
  if (drafts.length === 0) return undefined;
  const plans = new Map<string, Plan>();
  for (const name of new Set(drafts.flatMap(({ storyboard }) => [storyboard, storyboardOfDrafts(storyboard) ?? ""]))) {
    const plan = await planOf(name, options);
    if (plan === undefined) throw noStoryboard(storyboardOfDrafts(name) ?? name);
    plans.set(name, plan);
  }
  for (const key of drafts) {
    const digest = plans.get(key.storyboard)?.takes.find(({ id }) => id === key.take)?.digest;
    const record = await ledger.take(key);
    const versions = await ledger.versions(key);
    const counting = versions.find(({ number }) => number === record?.chosen) ?? versions.at(-1);
    if (counting !== undefined && counting.digest !== digest) throw ofEarlierShot(key);
  }
  return ({ storyboard, take }) => {
    const finals = plans.get(storyboardOfDrafts(storyboard) ?? "");
    return finals === undefined ? [] : finalsOfDraft(take, finals).map(({ digest }) => digest);
  };
}

function noStoryboard(storyboard: string): CommandError {
  return new CommandError(`The storyboard ${storyboard} cannot be read, so its drafts cannot be approved`, {
    code: "storyboard_gone",
    exitCode: ExitCode.wrong,
    hint: "Restore its file, or fix the errors that shotlist check shows",
  });
}

function ofEarlierShot(key: TakeKey): CommandError {
  return new CommandError(`The shot of ${nameOf(key)} has changed since its draft was rendered`, {
    code: "draft_outdated",
    exitCode: ExitCode.wrong,
    hint: "Run shotlist render --draft again and review the new draft",
  });
}
