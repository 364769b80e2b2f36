/** Accepts exactly the listed keys; without a list, any key that has neither "wrong" nor "invalid" in it. */
export function keyCheck(keys: readonly string[] | undefined): (key: string) => boolean {
  if (keys === undefined) return (key) => !/wrong|invalid/i.test(key);
  const listed = new Set(keys);
  return (key) => listed.has(key);
}
