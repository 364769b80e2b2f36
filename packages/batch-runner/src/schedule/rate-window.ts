import type { Clock } from "../ports/clock.ts";

const minuteMs = 60_000;

/** Submits go before polls where both wait. */
type Urgency = "submit" | "poll";

interface Waiting {
  readonly grant: () => void;
  readonly urgency: Urgency;
}

/** Lets at most `perMinute` requests through in any minute. */
export interface RateWindow {
  /** Resolves when the request may go; rejects when the signal fires first. */
  enter(urgency: Urgency, signal: AbortSignal): Promise<void>;
}

/** No limit. */
export const openWindow: RateWindow = { enter: () => Promise.resolve() };

export function createRateWindow(perMinute: number, clock: Clock, signal: AbortSignal): RateWindow {
  const submits: Waiting[] = [];
  const polls: Waiting[] = [];
  const stamps: number[] = [];
  let pumping = false;

  async function pump(): Promise<void> {
    pumping = true;
    try {
      while (submits.length + polls.length > 0) {
        const now = clock.now();
        while (stamps[0] !== undefined && stamps[0] <= now - minuteMs) stamps.shift();
        if (stamps[0] === undefined || stamps.length < perMinute) {
          stamps.push(now);
          (submits.shift() ?? polls.shift())?.grant();
        } else {
          await clock.sleep(stamps[0] + minuteMs - now, signal);
        }
      }
    } finally {
      // In the same breath as the last look at the queues: who comes a microtask later must find it ended.
      pumping = false;
    }
  }

  function start(): void {
    if (pumping) return;
    // A stopped run rejects its waiters itself; the pump only ends.
    void pump().catch(() => undefined);
  }

  return {
    enter(urgency, own) {
      const queue = urgency === "submit" ? submits : polls;
      return new Promise((resolve, reject) => {
        const leave = (): void => {
          const at = queue.indexOf(waiting);
          if (at >= 0) queue.splice(at, 1);
          reject(own.reason);
        };
        const waiting: Waiting = {
          urgency,
          grant: () => {
            own.removeEventListener("abort", leave);
            resolve();
          },
        };
        if (own.aborted) {
          reject(own.reason);
          return;
        }
        own.addEventListener("abort", leave, { once: true });
        queue.push(waiting);
        start();
      });
    },
  };
}
