import type { ResolvedProvider } from "@shotlist/core";
import type { Random } from "../ports/random.ts";
import { untilShareEnds, type TaskLength } from "./task-length.ts";

/** Of the interval: so far apart are the first polls of tasks that were submitted together. */
const spread = 1 / 50;
/** A poll is worth it once so many of the tasks that have run as long have ended. */
const worthAsking = 1 / 20;
/** A poll that aims comes up to so much of its wait sooner: tasks that are alike do not ask together. */
const aimSpread = 1 / 20;

/** What is known about a task when its next poll is to be found. */
export interface PollMoment {
  readonly polls: number;
  /** Since the last request about it, or since its submit. */
  readonly sinceMs: number;
  /** Since its submit. */
  readonly elapsedMs: number;
  /** How long tasks like it take, where that is known. */
  readonly known?: TaskLength | undefined;
  readonly random: Random;
}

/**
 * How long to wait for the next poll. Polls go out no closer together than the provider allows, counted from one request to
 * the next: what the answer and its record took is not waited for again, as far as it was not more than half of it. The
 * first poll of a task comes a fiftieth later at most, so that tasks that were submitted together do not ask together; from
 * then on they are apart. Where it is known how long such tasks take, a poll waits until a twentieth of those that have run as
 * long have ended: the first one comes when tasks begin to end, and later ones as often as the provider allows.
 */
export function nextPollMs({ pollEveryMs }: Pick<ResolvedProvider, "pollEveryMs">, moment: PollMoment): number {
  const { polls, sinceMs, elapsedMs, known, random } = moment;
  const interval = polls === 0 ? pollEveryMs * (1 + spread * random.next()) : pollEveryMs;
  // A clock that was set back says nothing of how long it was.
  const floorMs = interval - Math.min(Math.max(0, sinceMs), pollEveryMs / 2);
  const aimMs = untilShareEnds(known, { elapsedMs, share: worthAsking });
  if (aimMs === undefined || aimMs <= pollEveryMs) return floorMs;
  return Math.max(floorMs, aimMs * (1 - aimSpread * random.next()));
}
