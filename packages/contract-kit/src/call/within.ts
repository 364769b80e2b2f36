import type { RunClock } from "./clock.ts";

/** Tells "took too long" apart from whatever the work itself may give. */
export const tooSlow: unique symbol = Symbol("too slow");

/** Why nobody waits any longer. One for all: an error of its own for each call costs more than the rest of the call's bookkeeping. */
const over = new Error("the work is over");

/**
 * Runs `work` for at most `ms`. The signal asks it to stop; work that does not listen is left behind, so that nobody
 * ever waits for it.
 */
export async function within<Result>(
  { clock, ms, signal }: { readonly clock: RunClock; readonly ms: number; readonly signal?: AbortSignal | undefined },
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | typeof tooSlow> {
  const stop = new AbortController();
  const timer = new AbortController();
  const onAbort = (): void => stop.abort(signal?.reason);
  signal?.throwIfAborted();
  signal?.addEventListener("abort", onAbort, { once: true });
  const limit = clock.sleep(ms, timer.signal).then(
    (): typeof tooSlow => tooSlow,
    // Only reached once the work is over and nobody looks at this promise any more.
    (): typeof tooSlow => tooSlow,
  );
  const worked = work(stop.signal);
  const cancelled = aborted(stop.signal);
  try {
    return await Promise.race<Result | typeof tooSlow>([worked, limit, cancelled]);
  } finally {
    timer.abort(over);
    stop.abort(over);
    signal?.removeEventListener("abort", onAbort);
    worked.catch(() => undefined);
    cancelled.catch(() => undefined);
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  signal.addEventListener(
    "abort",
    () => reject(signal.reason instanceof Error ? signal.reason : new Error("aborted")),
    { once: true },
  );
  return promise;
}
