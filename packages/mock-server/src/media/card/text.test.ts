import { expect, test } from "vitest";
import { toPrintable, wrap } from "./text.ts";

test.each([
  ["plain letters", "A fox, 35mm (wide)", "A fox, 35mm (wide)"],
  ["accents", "Café Ångström", "Cafe Angstrom"],
  ["typographic signs", "“3×3” – it’s…", `"3x3" - it's...`],
  ["line breaks", " a\n\n b\tc ", "a b c"],
])("%s are written in letters of the font", (_name, text, printable) => {
  expect(toPrintable(text)).toBe(printable);
});

test("text in letters that the font lacks becomes the start of its SHA-256", () => {
  expect(toPrintable("一只红狐狸")).toBe("#bc011ba90be65367");
  expect(toPrintable("A fox 🦊")).toMatch(/^#[0-9a-f]{16}$/);
});

test("lines break between words", () => {
  expect(wrap("one two three four", { columns: 9, lines: 3 })).toEqual(["one two", "three", "four"]);
});

test("words longer than a line are broken", () => {
  expect(wrap("cgt-20261121-x7k2p", { columns: 8, lines: 4 })).toEqual(["cgt-2026", "1121-x7k", "2p"]);
});

test("text that continues ends in dots", () => {
  expect(wrap("one two three four", { columns: 9, lines: 2 })).toEqual(["one two", "three..."]);
});
