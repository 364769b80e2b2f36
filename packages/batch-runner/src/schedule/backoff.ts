import type { Random } from "../ports/random.ts";

/** How long to wait before trying again. */
export interface BackoffOptions {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** Doubles with every failure (`failures` from 1) up to the longest; half of it is chance, so that many do not come back at once. */
export function backoffMs(failures: number, { firstMs, longestMs }: BackoffOptions, random: Random): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return full / 2 + (full / 2) * random.next();
}
