/** Whole seconds since the Unix epoch. */
export function unixSeconds(ms: number): number {
  return Math.floor(ms / 1000);
}
