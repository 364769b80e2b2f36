/** Characters that take two columns where every character has the same width. */
const wide =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F000}-\u{3FFFD}]/gu;

/** Columns that a line takes. */
export function columnsOf(line: string): number {
  return Array.from(line).length + (line.match(wide)?.length ?? 0);
}
