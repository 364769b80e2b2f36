/** Counts how often each fingerprint has come, for the newest `limit` of them. */
export function createRequestCounter(limit: number): (fingerprint: string) => number {
  const counts = new Map<string, number>();
  return (fingerprint) => {
    const count = (counts.get(fingerprint) ?? 0) + 1;
    counts.delete(fingerprint);
    counts.set(fingerprint, count);
    if (counts.size > limit) {
      const oldest = counts.keys().next();
      if (oldest.done !== true) counts.delete(oldest.value);
    }
    return count;
  };
}
