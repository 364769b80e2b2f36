import { setTimeout as wait } from "node:timers/promises";

/** Time as the runner sees it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms`; rejects when the signal fires first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Node's timers turn anything longer into 1 ms. */
const longestTimerMs = 2 ** 31 - 1;

/** The clock of this machine. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    async sleep(ms, signal) {
      const options = signal === undefined ? {} : { signal };
      for (let left = ms; left > 0; left -= longestTimerMs)
        await wait(Math.min(left, longestTimerMs), undefined, options);
      signal?.throwIfAborted();
    },
  };
}
