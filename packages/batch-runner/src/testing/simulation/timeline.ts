import type { Clock } from "../../ports/clock.ts";

/** Whose sleep it is: the sleep of a dead process wakes nobody. */
export interface Sleeper {
  readonly alive: boolean;
}

interface Waiting {
  readonly at: number;
  readonly order: number;
  readonly owner: Sleeper;
  readonly wake: () => void;
}

/** The time of a world. It passes only while everybody waits for it. */
export interface Timeline {
  /** The world's own time in milliseconds since 1970, which no clock jump changes. */
  readonly now: () => number;
  /** What clocks on the wall show from now on is off by so much more. */
  jump(ms: number): void;
  clockOf(owner: Sleeper): Clock;
  /** Moves time on until `isOver`; answers `endless` when that takes longer than `withinMs`. */
  runUntil(isOver: () => boolean, withinMs: number): Promise<"over" | "endless">;
}

export function createTimeline(startMs: number): Timeline {
  let now = startMs;
  let offset = 0;
  let order = 0;
  const waiting: Waiting[] = [];

  function add(entry: Waiting): void {
    let index = waiting.length;
    while (index > 0 && isLater(waiting[index - 1], entry)) index -= 1;
    waiting.splice(index, 0, entry);
  }

  function sleep(ms: number, owner: Sleeper, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason);
        return;
      }
      const entry: Waiting = {
        at: now + Math.max(0, ms),
        order: (order += 1),
        owner,
        wake: () => {
          signal?.removeEventListener("abort", stop);
          resolve();
        },
      };
      const stop = (): void => {
        const index = waiting.indexOf(entry);
        if (index >= 0) waiting.splice(index, 1);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", stop, { once: true });
      add(entry);
    });
  }

  return {
    now: () => now,
    jump: (ms) => {
      offset += ms;
    },
    clockOf: (owner) => ({
      now: () => now + offset,
      steady: () => ({ epoch: "world", ms: now }),
      sleep: (ms, signal) => sleep(ms, owner, signal),
    }),
    async runUntil(isOver, withinMs) {
      const end = now + withinMs;
      for (;;) {
        // One turn of the event loop carries out everything that waits for no time: nothing here waits for the real world.
        await new Promise((resolve) => setImmediate(resolve));
        if (isOver()) return "over";
        const next = waiting.shift();
        if (next === undefined || next.at > end) {
          if (next !== undefined) waiting.unshift(next);
          now = end;
          return "endless";
        }
        if (!next.owner.alive) continue;
        now = Math.max(now, next.at);
        next.wake();
      }
    },
  };
}

function isLater(left: Waiting | undefined, right: Waiting): boolean {
  return left !== undefined && (left.at > right.at || (left.at === right.at && left.order > right.order));
}
