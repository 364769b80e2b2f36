import type { RateHeaders } from "@shotlist/schema";

/** So long at most is a vendor's word taken that nothing is left: its limits are for a minute. */
const longestMs = 60_000;
/** What is larger is a time since 1970. */
const largestWait = 1_000_000_000;

/** That nothing is left of a limit: of which kind of requests, and for how long. */
export interface NothingLeft {
  readonly of: "submits" | "polls";
  readonly forMs: number;
}

/**
 * What an answer's headers say of the vendor's limit, where its document names them; `undefined` unless they say that nothing is
 * left. The time of the next request may be in seconds from now or since 1970.
 */
export function readNothingLeft(
  headers: Readonly<Record<string, string>>,
  names: RateHeaders | undefined,
  now: number,
): NothingLeft | undefined {
  if (names === undefined || headers[names.remaining]?.trim() !== "0") return undefined;
  const category = headers[names.category.header]?.trim();
  const of = ([names.category.submit, names.category.poll] as const).findIndex((word) => word === category);
  const reset = Number(headers[names.reset] ?? "");
  if (of < 0 || !Number.isFinite(reset) || reset <= 0) return undefined;
  const forMs = reset > largestWait ? reset * 1000 - now : reset * 1000;
  return forMs <= 0 ? undefined : { of: of === 0 ? "submits" : "polls", forMs: Math.min(forMs, longestMs) };
}
