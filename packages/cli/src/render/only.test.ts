import type { PlannedTake } from "@shotlist/core";
import { expect, test } from "vitest";
import { matcherOf } from "./only.ts";

// A matcher looks at the names alone.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const take = { storyboard: "launch", shot: "reveal", id: "reveal[lang=en]#2" } as PlannedTake;

test.each([
  ["reveal", true],
  ["reveal[lang=en]#2", true],
  ["launch/reveal*", true],
  ["*[lang=en]*", true],
  ["reveal[lang=en]", false],
  ["reveal[lang=*]", false],
  ["revea", false],
  ["reveal.lang=en.#2", false],
  ["sequel/*", false],
])("--only %s means reveal[lang=en]#2: %s", (pattern, means) => {
  expect(matcherOf(pattern)(take)).toBe(means);
});
