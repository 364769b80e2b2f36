import type { RunClock } from "../call/clock.ts";
import { controlUrl } from "../call/control-url.ts";
import type { Fetch } from "../call/target.ts";
import { isLoopback } from "../call/target.ts";
import { tooSlow, within } from "../call/within.ts";

const controlTimeoutMs = 5000;

/**
 * Names of the faults that the endpoint can be asked to play. A test double on this machine may list them at
 * `GET /__mock/faults` and play them on calls that carry their name in `x-mock-fault`; no vendor has such a thing.
 */
export async function findFaults({
  baseUrl,
  fetch,
  clock,
  signal,
}: {
  readonly baseUrl: string;
  readonly fetch: Fetch;
  readonly clock: RunClock;
  readonly signal?: AbortSignal | undefined;
}): Promise<ReadonlySet<string>> {
  if (!isLoopback(baseUrl)) return new Set();
  const read = await within({ clock, ms: controlTimeoutMs, signal }, async (stop) => {
    try {
      const response = await fetch(new Request(controlUrl(baseUrl, "faults"), { signal: stop, redirect: "manual" }));
      return response.ok ? faultNames(await response.json()) : [];
    } catch {
      return [];
    }
  });
  return new Set(read === tooSlow ? [] : read);
}

function faultNames(body: unknown): readonly string[] {
  const library: unknown = typeof body === "object" && body !== null ? Reflect.get(body, "library") : undefined;
  if (!Array.isArray(library)) return [];
  return library.flatMap((fault: unknown) => {
    const name: unknown = typeof fault === "object" && fault !== null ? Reflect.get(fault, "name") : undefined;
    return typeof name === "string" ? [name] : [];
  });
}
