import type { ResolvedProvider } from "@shotlist/core";
import type { Random } from "../ports/random.ts";

/**
 * Never sooner than the provider allows. The first poll of a task comes up to a tenth later, so that tasks that were
 * submitted together do not ask together; from then on they are apart.
 */
export function nextPollMs(
  { pollEveryMs }: Pick<ResolvedProvider, "pollEveryMs">,
  { polls, random }: { readonly polls: number; readonly random: Random },
): number {
  return polls === 0 ? pollEveryMs * (1 + random.next() / 10) : pollEveryMs;
}
