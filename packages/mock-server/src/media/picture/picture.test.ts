import { expect, test } from "vitest";
import { Picture } from "./picture.ts";

test("a picture covers its size with whole macroblocks", () => {
  const { columns, rows, luma, cb } = new Picture({ width: 18, height: 34 });
  expect({ columns, rows, luma: luma.length, cb: cb.length }).toEqual({ columns: 2, rows: 3, luma: 96, cb: 24 });
});

test("painting reports which macroblocks changed, once", () => {
  const picture = new Picture({ width: 48, height: 32 });
  picture.paintLuma(11, 7, 100);
  picture.paintChroma(0, 0, 90, 160);
  picture.paintLuma(5, 0, 0); // black already
  expect(new Set(picture.takeTouched())).toEqual(new Set([0, 5]));
  picture.paintLuma(11, 7, 100);
  expect(picture.takeTouched()).toEqual([]);
});

test("brightness is kept even, so that every difference can be coded", () => {
  const picture = new Picture({ width: 16, height: 16 });
  picture.paintLuma(0, 0, 101);
  expect(picture.luma[0]).toBe(100);
});

test("painting outside of the picture changes nothing", () => {
  const picture = new Picture({ width: 16, height: 16 });
  picture.paintLuma(-1, 0, 100);
  picture.paintLuma(4, 0, 100);
  picture.paintChroma(0, 2, 90, 90);
  expect(picture.takeTouched()).toEqual([]);
});
