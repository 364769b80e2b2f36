import { LedgerHeldError } from "../failures/ledger-errors.ts";
import { StorageError } from "../failures/storage-error.ts";
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

const beatEveryMs = 60_000;

/** A lock that is held. */
interface Held {
  /** Under which its holder writes. */
  readonly fence: number;
  /** Fires once the lock is not held any more. */
  readonly done: AbortSignal;
  /**
   * Reports now and then that the holder is alive, until it is done or has been taken over. What is worth something to the next
   * holder, however this one ends, is kept as often by `keep`.
   */
  readonly beat: (keep?: () => Promise<void>) => void;
}

/** Holds the ledger's lock for as long as `work` takes. Throws `LedgerHeldError` while another is at work. */
export async function whileHolding<Value>(
  state: State,
  runId: string,
  work: (held: Held) => Promise<Value>,
): Promise<Value> {
  const fence = await takeLock(state, runId);
  const done = new AbortController();
  try {
    return await work({ fence, done: done.signal, beat: (keep) => void keepLock(state, fence, done.signal, keep) });
  } finally {
    done.abort();
    // A disk that refuses even this leaves a lock that the next run takes over, since this process is gone by then.
    await state.ledger.release(fence).catch(() => undefined);
  }
}

/** Runs a decision under the ledger's lock. Throws `LedgerHeldError` while a run is at work. */
export function withLock<Value>(state: State, decide: (fence: number) => Promise<Value>): Promise<Value> {
  return whileHolding(state, "decision", ({ fence, beat }) => {
    // Nobody else can take a ledger of one machine from a decision that lives.
    if (state.ledger.shared !== undefined) beat();
    return decide(fence);
  });
}

async function keepLock(
  { ledger, clock }: State,
  fence: number,
  done: AbortSignal,
  keep: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  try {
    for (;;) {
      await clock.sleep(ledger.shared?.beatEveryMs ?? beatEveryMs, done);
      try {
        await ledger.beat(fence, clock.now());
        await keep();
      } catch (error) {
        // A ledger that cannot be reached may be there again for the next one.
        if (!(error instanceof StorageError)) throw error;
      }
    }
  } catch {
    // It is done, or its next write will say what is wrong.
  }
}
