/** Remembers the newest `limit` keys; `push` gives back the one that falls out for it. */
export interface RecentKeys {
  readonly push: (key: string) => string | undefined;
}

/** A ring rather than the order of a `Map`, whose front grows slow to find when entries are taken from it steadily. */
export function createRecentKeys(limit: number): RecentKeys {
  const ring: string[] = [];
  let next = 0;
  return {
    push: (key) => {
      const oldest = ring[next];
      ring[next] = key;
      next = (next + 1) % limit;
      return oldest;
    },
  };
}
