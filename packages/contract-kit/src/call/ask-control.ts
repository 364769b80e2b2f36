import type { RunClock } from "./clock.ts";
import { controlUrl } from "./control-url.ts";
import { isLoopback, type Fetch } from "./target.ts";
import { tooSlow, within } from "./within.ts";

/** Where the controls of a test double are asked for, and how. */
export interface ControlTarget {
  readonly baseUrl: string;
  readonly fetch: Fetch;
  readonly clock: RunClock;
  readonly signal?: AbortSignal | undefined;
}

const controlTimeoutMs = 5000;

/**
 * What a control of a test double on this machine answers, as JSON; `undefined` where there is none, it refuses, or it is silent for
 * five seconds. Follows no redirect, and asks nothing of other machines.
 */
export async function askControl(
  { baseUrl, fetch, clock, signal }: ControlTarget,
  control: "clock" | "faults",
  init: RequestInit = {},
): Promise<unknown> {
  if (!isLoopback(baseUrl)) return undefined;
  const read = await within({ clock, ms: controlTimeoutMs, signal }, async (stop): Promise<unknown> => {
    try {
      const request = new Request(controlUrl(baseUrl, control), { ...init, signal: stop, redirect: "manual" });
      const response = await fetch(request);
      return response.ok ? await response.json() : undefined;
    } catch {
      return undefined;
    }
  });
  return read === tooSlow ? undefined : read;
}
