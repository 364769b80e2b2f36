/** Whether an id matches any of the patterns, in which only `*` is special. */
export function matchesAny(id: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const parts = pattern.split("*").map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`));
    return new RegExp(`^${parts.join(".*")}$`).test(id);
  });
}
