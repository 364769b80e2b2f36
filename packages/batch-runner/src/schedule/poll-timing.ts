import type { ResolvedProvider } from "@shotlist/core";
import type { Random } from "../ports/random.ts";

/** Never sooner than the provider allows; up to a tenth later, so that many tasks do not ask at once. */
export function nextPollMs({ pollEveryMs }: Pick<ResolvedProvider, "pollEveryMs">, random: Random): number {
  return pollEveryMs * (1 + random.next() / 10);
}
