import { createRecentKeys } from "./recent-keys.ts";

/** Counts how often each fingerprint has come, for the newest `limit` different ones. */
export function createRequestCounter(limit: number): (fingerprint: string) => number {
  const counts = new Map<string, number>();
  const recent = createRecentKeys(limit);
  return (fingerprint) => {
    const count = (counts.get(fingerprint) ?? 0) + 1;
    counts.set(fingerprint, count);
    const forgotten = count === 1 ? recent.push(fingerprint) : undefined;
    if (forgotten !== undefined) counts.delete(forgotten);
    return count;
  };
}
