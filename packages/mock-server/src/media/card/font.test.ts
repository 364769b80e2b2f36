import { expect, test } from "vitest";
import { glyphHeight, glyphWidth, hasGlyph, isInked } from "./font.ts";

const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));

const draw = (letter: string): string =>
  Array.from({ length: glyphHeight }, (_row, y) =>
    Array.from({ length: glyphWidth }, (_column, x) => (isInked(letter, x, y) ? "#" : " ")).join(""),
  ).join("\n");

test("every printable letter of ASCII has a glyph, and nothing else has", () => {
  expect(printable.filter(hasGlyph)).toEqual(printable);
  expect(["\n", "\u007f", "é", "狐", "ab", ""].filter(hasGlyph)).toEqual([]);
});

test("no two letters look the same", () => {
  expect(new Set(printable.map(draw)).size).toBe(printable.length);
});

test("letters are upright", () => {
  expect(
    draw("F")
      .split("\n")
      .map((line) => line.trimEnd()),
  ).toEqual(["#####", "#", "#", "####", "#", "#", "#", ""]);
});
