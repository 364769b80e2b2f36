import { LedgerHeldError } from "../errors.ts";
import { createProcessHolder, isProcessGone } from "../ledger/process-holder.ts";
import { createSystemRandom } from "../ports/random.ts";
import type { State } from "../state.ts";

/** Runs a decision under the ledger's lock. Throws `LedgerHeldError` while a run is at work. */
export async function withLock<Value>(
  { ledger, clock }: State,
  decide: (fence: number) => Promise<Value>,
): Promise<Value> {
  const at = clock.now();
  const acquired = await ledger.acquire(createProcessHolder(createSystemRandom().id()), {
    at,
    isGone: (holder, beatAt) => isProcessGone(holder, beatAt, at),
  });
  if (!acquired.acquired) throw new LedgerHeldError(acquired.holder);
  try {
    return await decide(acquired.fence);
  } finally {
    await ledger.release(acquired.fence).catch(() => undefined);
  }
}
