import { expect, test } from "vitest";
import { levelFor } from "./level.ts";

test.each([
  ["480p", 54, 30, 24, 30],
  ["720p", 80, 45, 24, 31],
  ["720p at 60", 80, 45, 60, 32],
  ["1080p", 120, 68, 24, 40],
  ["4k", 240, 135, 24, 51],
  ["very wide", 400, 2, 24, 50],
])("%s has the lowest level that allows it", (_name, columns, rows, framesPerSecond, level) => {
  expect(levelFor(columns, rows, framesPerSecond)).toBe(level);
});

test("a picture beyond every level has the highest one", () => {
  expect(levelFor(2000, 2000, 24)).toBe(62);
});
