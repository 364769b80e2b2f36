import { expect, test } from "vitest";
import { tooDeepAt } from "./json-depth.ts";

const nested = (levels: number, inside: string): string => "[".repeat(levels) + inside + "]".repeat(levels);

test.each([
  ["256 levels", nested(256, "1"), undefined],
  ["257 levels", nested(257, "1"), 256],
  ["maps", '{"a":'.repeat(257) + "1" + "}".repeat(257), 256 * 5],
  ["brackets in a text", JSON.stringify({ a: "[".repeat(300), b: '\\"'.repeat(200) + "[".repeat(300) }), undefined],
  ["many lists next to each other", `[${"[],".repeat(1000)}[]]`, undefined],
  ["a text without an end", `"${"[".repeat(300)}`, undefined],
])("%s", (_, text, expected) => {
  expect(tooDeepAt(text)).toBe(expected);
});
