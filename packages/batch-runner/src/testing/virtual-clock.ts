import type { Clock } from "../ports/clock.ts";

interface Sleeper {
  readonly at: number;
  readonly order: number;
  readonly wake: () => void;
}

/** Time that passes only when nobody does anything else. */
export interface VirtualClock extends Clock {
  /** Runs `work`, moving time on whenever the event loop has come to rest. */
  run<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Lets time pass at once. */
  advance(ms: number): void;
  /** Sets the clock on the wall, without any time passing. */
  set(byMs: number): void;
  /** How many wait. */
  sleepers(): number;
}

/** So many turns of the event loop without a change count as rest. */
const restTurns = 4;

/** Until nothing has happened for a few turns. A disk may be slow: it is waited for, as no time passes for it. */
async function rest(): Promise<void> {
  for (let turn = 0; turn < restTurns; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (process.getActiveResourcesInfo().some((kind) => kind.startsWith("FSReq"))) turn = -1;
  }
}

export function createVirtualClock(startMs: number = Date.UTC(2026, 0, 2)): VirtualClock {
  let now = startMs;
  let offset = 0;
  let order = 0;
  const sleepers = new Set<Sleeper>();

  function wakeNext(): void {
    const [next] = [...sleepers].toSorted((left, right) => left.at - right.at || left.order - right.order);
    if (next === undefined) return;
    now = Math.max(now, next.at);
    next.wake();
  }

  return {
    now: () => now + offset,
    steady: () => ({ epoch: "virtual", ms: now }),
    set: (byMs) => {
      offset += byMs;
    },
    sleepers: () => sleepers.size,
    advance: (ms) => {
      now += ms;
    },
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(signal.reason);
          return;
        }
        const sleeper: Sleeper = {
          at: now + Math.max(0, ms),
          order: (order += 1),
          wake: () => {
            sleepers.delete(sleeper);
            signal?.removeEventListener("abort", stop);
            resolve();
          },
        };
        const stop = (): void => {
          sleepers.delete(sleeper);
          reject(signal?.reason);
        };
        signal?.addEventListener("abort", stop, { once: true });
        sleepers.add(sleeper);
      }),
    async run(work) {
      const progress = { running: true };
      const result = work().finally(() => {
        progress.running = false;
      });
      // The caller gets the failure; this only keeps it from being called unhandled meanwhile.
      result.catch(() => undefined);
      while (progress.running) {
        await rest();
        wakeNext();
      }
      return result;
    },
  };
}
