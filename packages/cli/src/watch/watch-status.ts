import { setTimeout as wait } from "node:timers/promises";
import { isWatched } from "../output/is-watched.ts";
import { writeJsonLine } from "../output/json.ts";
import { statusToJson } from "../output/status.ts";
import { styleFor } from "../output/style.ts";
import { createWatchedLog, createWatchedView, type Watched } from "./watched.ts";
import { isAtRest } from "../state/at-rest.ts";
import { withExistingStates } from "../state/existing-states.ts";
import type { Standing } from "../state/standing.ts";
import type { World } from "../world/world.ts";

/** Seldom enough for a ledger that others work on. */
const lookEveryMs = 2000;

interface WatchOptions {
  readonly stateFolder: string;
  readonly json: boolean;
  readonly world: World;
}

/** Looks again and again, and shows it, until nobody works on a ledger or an interruption. Answers the last look. */
export async function watchStatus(
  look: () => Promise<readonly Standing[]>,
  { stateFolder, json, world }: WatchOptions,
): Promise<readonly Standing[]> {
  const { now = Date.now, pause = waitFor } = world;
  const startedAtMs = now();
  using interruption = world.interruptible();
  const watched = createWatched(json, world);
  try {
    for (;;) {
      // What changes after this is seen by the look.
      const ends = await withExistingStates(stateFolder, (state) => isAtRest(state, stateFolder));
      const standings = await look();
      watched.show(standings, now() - startedAtMs);
      if (ends.every(Boolean) || interruption.signal.aborted) return standings;
      await pause(lookEveryMs, interruption.signal);
      if (interruption.signal.aborted) return standings;
    }
  } finally {
    watched.close();
  }
}

function createWatched(json: boolean, world: World): Watched {
  if (json) return createDocuments(world);
  return isWatched(world.stdout, world.env)
    ? createWatchedView(world.stdout, styleFor(world.stdout, world.env))
    : createWatchedLog(world.stdout);
}

function createDocuments({ stdout, cwd }: Pick<World, "stdout" | "cwd">): Watched {
  let before = "";
  return {
    show(standings) {
      const document = statusToJson(standings, { cwd });
      const text = JSON.stringify(document);
      if (text !== before) writeJsonLine(stdout, document);
      before = text;
    },
    close: () => undefined,
  };
}

async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined);
}
