import { readFileSync } from "node:fs";
import { uptime } from "node:os";

/** Time as the runner sees it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms`; rejects with the signal's reason when it fires first. */
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
      for (let left = ms; left > 0; left -= longestTimerMs) await wait(Math.min(left, longestTimerMs), signal);
      signal?.throwIfAborted();
    },
  };
}

/** As Node's own does, but without an error made for each wait that ends early: a download has one for every piece that comes. */
function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
