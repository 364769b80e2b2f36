import type { ResolvedProvider } from "@shotlist/core";
import type { Random } from "../ports/random.ts";

/** Of the interval: so far apart are the first polls of tasks that were submitted together. */
const spread = 1 / 50;

/**
 * How long to wait for the next poll. Polls go out no closer together than the provider allows, counted from one request to
 * the next: what the answer and its record took is not waited for again, as far as it was not more than half of it. The
 * first poll of a task comes a fiftieth later at most, so that tasks that were submitted together do not ask together; from
 * then on they are apart.
 */
export function nextPollMs(
  { pollEveryMs }: Pick<ResolvedProvider, "pollEveryMs">,
  { polls, sinceMs, random }: { readonly polls: number; readonly sinceMs: number; readonly random: Random },
): number {
  const interval = polls === 0 ? pollEveryMs * (1 + spread * random.next()) : pollEveryMs;
  // A clock that was set back says nothing of how long it was.
  return interval - Math.min(Math.max(0, sinceMs), pollEveryMs / 2);
}
