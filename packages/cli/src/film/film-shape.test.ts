import { expect, test } from "vitest";
import { clipWith } from "../testing/film.ts";
import { changesFor, usualShape } from "./film-shape.ts";

const small = { width: 640, height: 360 };
const slow = { numerator: 24, denominator: 1 };
const fast = { numerator: 30, denominator: 1 };

test.each([
  ["most clips have", [clipWith(small), clipWith(small), clipWith()], 640],
  ["is larger, of two that are as frequent", [clipWith(small), clipWith()], 1280],
])("a film gets the size that %s", (_, clips, width) => {
  expect(usualShape(clips).width).toBe(width);
});

test("size and rate are chosen apart, and odd sides lose a pixel", () => {
  const clips = [
    clipWith({ width: 865, height: 497, rate: slow }),
    clipWith({ ...small, rate: fast }),
    clipWith({ ...small, rate: slow }),
  ];
  expect(usualShape(clips)).toEqual({ ...small, rate: slow });
  expect(usualShape([clipWith({ width: 865, height: 497 })])).toMatchObject({ width: 864, height: 496 });
});

test("what is changed of a clip is said, and nothing of one that fits", () => {
  const shape = usualShape([clipWith()]);
  expect(changesFor(clipWith(), shape, { wantsSound: true })).toEqual([]);
  const other = clipWith({ ...small, rate: { numerator: 30_000, denominator: 1001 }, sound: undefined });
  expect(changesFor(other, shape, { wantsSound: true })).toEqual([
    "640x360 becomes 1280x720",
    "29.97 fps becomes 24 fps",
    "silence is added",
  ]);
  expect(changesFor(other, shape, { wantsSound: false })).toHaveLength(2);
});
