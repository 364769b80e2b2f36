import type { Length } from "./lengths.ts";

/**
 * Milliseconds of the ideal schedule: every place is taken at all times, in the order of the plan, nothing takes time but the tasks,
 * and each task is asked about at the first poll that can see its end, polls being no closer together than `pollEveryMs`.
 */
export function idealMs(lengths: readonly Length[], places: number, pollEveryMs: number): number {
  const freeAt = Array.from({ length: places }, () => 0);
  for (const { ms } of lengths) {
    const place = freeAt.indexOf(Math.min(...freeAt));
    freeAt[place] = (freeAt[place] ?? 0) + Math.ceil(ms / pollEveryMs) * pollEveryMs;
  }
  return Math.max(...freeAt);
}
