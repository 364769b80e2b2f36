import { createLoopTime } from "./loop-time.ts";

/** How virtual time moves: with the machine's clock, a multiple of it, or only on request. */
export type ClockMode = "real" | "scaled" | "manual";

/** The one source of time of a mock server. All times are virtual milliseconds since the Unix epoch. */
export interface MockClock {
  readonly mode: ClockMode;
  /** Virtual seconds that pass in one real second; 0 when the clock is manual. */
  readonly speed: number;
  /** Virtual time at which the clock started. */
  readonly startedAtMs: number;
  now(): number;
  /** Resolves after `ms` of virtual time; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Moves time forward by `ms` at once, in order through everything that is due on the way. */
  advance(ms: number): void;
  /** Runs `action` once at `atMs`; returns a function that calls it off. */
  schedule(atMs: number, action: () => void): () => void;
  /** Drops everything scheduled; later sleeps never end. */
  close(): void;
}

export interface ClockOptions {
  readonly mode: ClockMode;
  /** Used by a scaled clock. */
  readonly speed: number;
  /** Virtual time at which the clock starts; a real or scaled clock starts at the machine's time, a manual one at `manualStartMs`. */
  readonly startAtMs?: number;
  /**
   * Whether a scaled clock waits for a process that is busy: while its event loop is held up, no more time passes than in a moment.
   * For a client in the same process that follows this clock; otherwise its deadlines pass while its answers wait to be read.
   * Default: no.
   */
  readonly waitsForLoop?: boolean;
}

/** Where a manual clock starts, so that two runs of one test see the same timestamps: 2026-01-01T00:00:00Z. */
export const manualStartMs: number = Date.UTC(2026, 0, 1);

/** The longest wait that one timer of the platform can hold. */
const longestTimerMs = 2 ** 31 - 1;

interface Appointment {
  readonly atMs: number;
  readonly action: () => void;
}

/** Starts a clock. Timers are looked up when used, so that a test's fake timers drive it as well. */
export function createClock({ mode, speed: askedSpeed, startAtMs, waitsForLoop = false }: ClockOptions): MockClock {
  const speed = mode === "manual" ? 0 : mode === "real" ? 1 : askedSpeed;
  if (mode === "scaled" && !(Number.isFinite(speed) && speed > 0)) {
    throw new RangeError(`The speed of a scaled clock must be a positive number, not ${String(askedSpeed)}`);
  }
  const realStartMs = Date.now();
  const elapsed =
    waitsForLoop && mode === "scaled"
      ? createLoopTime()
      : { ms: () => Date.now() - realStartMs, close: () => undefined };
  let offsetMs = startAtMs ?? (mode === "manual" ? manualStartMs : realStartMs);
  const startedAtMs = offsetMs;
  let latestMs = offsetMs;
  const appointments: Appointment[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const now = (): number => {
    // The machine's clock may be set back; virtual time never goes back.
    latestMs = Math.max(latestMs, offsetMs + Math.floor(elapsed.ms() * speed));
    return latestMs;
  };

  const runDue = (): void => {
    for (;;) {
      const next = appointments[0];
      if (next === undefined || next.atMs > now()) break;
      appointments.shift();
      next.action();
    }
    arm();
  };

  const arm = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const next = appointments[0];
    if (next === undefined || speed === 0 || closed) return;
    timer = setTimeout(runDue, Math.min(longestTimerMs, Math.max(0, Math.ceil((next.atMs - now()) / speed))));
  };

  const schedule = (atMs: number, action: () => void): (() => void) => {
    if (closed) return () => undefined;
    const appointment: Appointment = { atMs, action };
    const later = appointments.findLastIndex((other) => other.atMs <= atMs) + 1;
    appointments.splice(later, 0, appointment);
    if (later === 0) arm();
    return () => {
      const index = appointments.indexOf(appointment);
      if (index === -1) return;
      appointments.splice(index, 1);
      if (index === 0) arm();
    };
  };

  const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
    signal?.throwIfAborted();
    const { promise, resolve } = Promise.withResolvers<void>();
    const callOff = schedule(now() + ms, resolve);
    const onAbort = (): void => {
      callOff();
      resolve();
    };
    signal?.addEventListener("abort", onAbort, { once: true });
    await promise;
    signal?.removeEventListener("abort", onAbort);
    signal?.throwIfAborted();
  };

  const advance = (ms: number): void => {
    if (!(Number.isFinite(ms) && ms >= 0)) throw new RangeError(`Time can only move forward, not by ${String(ms)} ms`);
    const targetMs = now() + ms;
    for (;;) {
      const next = appointments[0];
      if (next === undefined || next.atMs > targetMs) break;
      // Each appointment sees its own time, as it would have had the time passed by itself.
      offsetMs += Math.max(0, next.atMs - now());
      runDue();
    }
    offsetMs += Math.max(0, targetMs - now());
    arm();
  };

  const close = (): void => {
    closed = true;
    appointments.length = 0;
    clearTimeout(timer);
    elapsed.close();
  };

  return { mode, speed, startedAtMs, now, sleep, advance, schedule, close };
}

/** Aborts after real time, for what is beyond the mock: a receiver that hangs does not know of the virtual clock. */
export function realDeadline(ms: number): AbortSignal {
  return AbortSignal.timeout(ms);
}
