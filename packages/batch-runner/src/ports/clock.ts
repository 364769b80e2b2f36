import { readFileSync } from "node:fs";
import { uptime } from "node:os";
import { setTimeout as wait } from "node:timers/promises";

/** Time as the runner sees it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms`; rejects when the signal fires first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** A time that nobody can set. Without one, caps within a time follow `now`. */
  steady?(): SteadyTime;
}

/** Passes as real time does, also while the machine sleeps; comparable within one epoch, such as a start of the machine. */
export interface SteadyTime {
  readonly epoch: string;
  readonly ms: number;
}

/** Node's timers turn anything longer into 1 ms. */
const longestTimerMs = 2 ** 31 - 1;

let boot: string | undefined;

/** Since the machine started, where it says which start that was; else since this process started. */
function systemSteadyTime(): SteadyTime {
  boot ??= bootId();
  if (boot !== "") return { epoch: boot, ms: uptime() * 1000 };
  return { epoch: `process ${performance.timeOrigin}`, ms: performance.now() };
}

function bootId(): string {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return "";
  }
}

/** The clock of this machine. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    steady: systemSteadyTime,
    async sleep(ms, signal) {
      const options = signal === undefined ? {} : { signal };
      for (let left = ms; left > 0; left -= longestTimerMs)
        await wait(Math.min(left, longestTimerMs), undefined, options);
      signal?.throwIfAborted();
    },
  };
}
