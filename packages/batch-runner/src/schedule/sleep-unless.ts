import type { Clock } from "../ports/clock.ts";

/** Sleeps that end early without a failure where `ended` fires, and reject where `stopping` does. */
export function sleepUnless(
  clock: Pick<Clock, "sleep">,
  { ended, stopping }: { readonly ended: AbortSignal; readonly stopping: AbortSignal },
): (ms: number) => Promise<void> {
  const either = AbortSignal.any([ended, stopping]);
  return async (ms) => {
    stopping.throwIfAborted();
    if (ended.aborted) return;
    try {
      await clock.sleep(ms, either);
    } catch (error) {
      if (stopping.aborted || !ended.aborted) throw error;
    }
  };
}
