import { expect, test } from "vitest";
import { parseDurationMs } from "./parse-duration.ts";

test.each([
  ["200ms", 200],
  ["90s", 90_000],
  ["1.5h", 5_400_000],
  ["2d", 172_800_000],
  [1500, 1500],
  ["90", undefined],
  ["90 s", undefined],
  ["-1s", undefined],
  ["1w", undefined],
  [-1, undefined],
  [Number.NaN, undefined],
  [undefined, undefined],
])("%s", (text, ms) => {
  expect(parseDurationMs(text)).toBe(ms);
});
