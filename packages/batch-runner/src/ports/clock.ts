/** Time as the runner sees it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms`; rejects with the signal's reason when it fires first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The clock of this machine. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(signal.reason as Error);
          return;
        }
        const stop = (): void => {
          clearTimeout(timer);
          reject(signal?.reason as Error);
        };
        // setTimeout turns anything longer than 2^31-1 ms into 1 ms.
        const timer = setTimeout(
          () => {
            signal?.removeEventListener("abort", stop);
            resolve();
          },
          Math.min(Math.max(ms, 0), 2 ** 31 - 1),
        );
        signal?.addEventListener("abort", stop, { once: true });
      }),
  };
}
