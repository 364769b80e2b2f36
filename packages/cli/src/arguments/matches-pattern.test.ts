import { expect, test } from "vitest";
import { matchesPattern } from "./matches-pattern.ts";

const matches = (text: string, pattern: string): boolean => matchesPattern(text, pattern.split("*"));

test.each([
  ["reveal", "reveal", true],
  ["reveal", "*", true],
  ["", "*", true],
  ["reveal", "re*al", true],
  ["reveal", "r*e*l", true],
  ["real", "rea*eal", false],
  ["reveal", "*e*e*e*", false],
  ["a\nb", "a*b", true],
  ["aab", "a*ab", true],
  ["ab", "ab*b", false],
])("%j fits %j: %s", (text, pattern, expected) => {
  expect(matches(text, pattern)).toBe(expected);
});

/** A text that counts how often it is searched. */
class CountedText extends String {
  searches = 0;
  override indexOf(searched: string, from?: number): number {
    this.searches += 1;
    return super.indexOf(searched, from);
  }
}

test("a pattern of many stars is searched once for each of its parts", () => {
  const text = new CountedText("a".repeat(500));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a text in all that is looked at
  expect(matchesPattern(text as unknown as string, `${"*a".repeat(300)}*b`.split("*"))).toBe(false);
  expect(text.searches).toBeLessThanOrEqual(301);
});
