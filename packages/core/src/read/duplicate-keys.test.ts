import { expect, test } from "vitest";
import { formatStoryboard } from "../format-storyboard.ts";
import { createSource } from "../text/source.ts";
import { parseYaml } from "./parse-yaml.ts";

/** How often entries of lists are compared with something while `run` runs. */
function comparisonsIn(run: () => void): number {
  const { some } = Array.prototype;
  let comparisons = 0;
  Reflect.set(Array.prototype, "some", function counted(this: unknown[], predicate: (...entry: unknown[]) => unknown) {
    return some.call(this, (...entry) => {
      comparisons += 1;
      return predicate(...entry);
    });
  });
  try {
    run();
  } finally {
    Reflect.set(Array.prototype, "some", some);
  }
  return comparisons;
}

const keys = (count: number): string => Array.from({ length: count }, (_, index) => `key${index}: 1\n`).join("");

test.each([
  ["reading", (text: string) => void parseYaml(createSource("a.yaml", "", text), () => undefined)],
  ["formatting", (text: string) => void formatStoryboard({ file: "a.yaml", text })],
])("%s compares no key with all the others", (_, run) => {
  expect(comparisonsIn(() => run(keys(2000)))).toBeLessThan(100_000);
});

test.each([
  ["a map", "a: 1\nb: 2\na: 3\n", 3],
  ["a flow map", "x: { a: 1,\n b: 2,\n a: 3 }\n", 3],
  ["a text and a number that read alike", 'x:\n  1: a\n  "1": b\n', 3],
])("a key that is set twice is found in %s", (_, text, line) => {
  const found: (readonly [string, number])[] = [];
  parseYaml(createSource("a.yaml", "", text), ({ code, at }) => {
    found.push([code, text.slice(0, at.start).split("\n").length]);
  });
  expect(found).toEqual([["duplicate-key", line]]);
});
