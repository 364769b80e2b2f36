import { LedgerHeldError } from "../failures/ledger-errors.ts";
import type { State } from "./state.ts";

/** Takes the ledger's lock; answers the fence under which its holder writes. Throws `LedgerHeldError` while another is at work. */
export async function takeLock({ ledger, clock, processes }: State, runId: string): Promise<number> {
  const at = clock.now();
  const acquired = await ledger.acquire(processes.self(runId), {
    at,
    isGone: (holder, beatAt) => processes.isGone(holder, beatAt, at),
  });
  if (!acquired.acquired) {
    const { holder, beatAt } = acquired;
    throw new LedgerHeldError(holder, processes.goneAt?.(holder, beatAt));
  }
  return acquired.fence;
}

/** Runs a decision under the ledger's lock. Throws `LedgerHeldError` while a run is at work. */
export async function withLock<Value>(state: State, decide: (fence: number) => Promise<Value>): Promise<Value> {
  const fence = await takeLock(state, "decision");
  try {
    return await decide(fence);
  } finally {
    await state.ledger.release(fence).catch(() => undefined);
  }
}
