import type { RunClock } from "./clock.ts";
import { controlUrl } from "./control-url.ts";
import type { Fetch } from "./target.ts";
import { isLoopback } from "./target.ts";
import { tooSlow, within } from "./within.ts";

/** How a run waits. */
export interface TimeKeeper {
  /** Whether the endpoint lets time be moved, so that waiting costs nothing. */
  readonly isVirtual: boolean;
  now(): number;
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

const controlTimeoutMs = 5000;

/**
 * A test double on this machine may offer `GET` and `POST /__mock/clock`, below its scope where it has any. Where it does, time is moved
 * there; everywhere else the run waits.
 */
export async function findTime({
  baseUrl,
  fetch,
  clock,
  signal,
}: {
  readonly baseUrl: string;
  readonly fetch: Fetch;
  readonly clock: RunClock;
  readonly signal?: AbortSignal | undefined;
}): Promise<TimeKeeper> {
  const waiting: TimeKeeper = { isVirtual: false, now: () => clock.now(), wait: (ms, stop) => clock.sleep(ms, stop) };
  if (!isLoopback(baseUrl)) return waiting;
  const control = controlUrl(baseUrl, "clock");
  const ask = async (init: RequestInit): Promise<number | undefined> => {
    const read = await within({ clock, ms: controlTimeoutMs, signal }, async (stop) => {
      try {
        const response = await fetch(new Request(control, { ...init, signal: stop, redirect: "manual" }));
        const body: unknown = response.ok ? await response.json() : undefined;
        const nowMs: unknown = typeof body === "object" && body !== null ? Reflect.get(body, "nowMs") : undefined;
        return typeof nowMs === "number" ? nowMs : undefined;
      } catch {
        return undefined;
      }
    });
    return read === tooSlow ? undefined : read;
  };

  let nowMs = await ask({ method: "GET" });
  if (nowMs === undefined) return waiting;
  return {
    isVirtual: true,
    now: () => nowMs ?? clock.now(),
    wait: async (ms) => {
      const headers = { "content-type": "application/json" };
      nowMs =
        (await ask({ method: "POST", headers, body: JSON.stringify({ advance: `${Math.ceil(ms)}ms` }) })) ?? nowMs;
    },
  };
}
