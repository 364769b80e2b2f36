import { factsOf } from "@shotlist/schema";
import { expect, test } from "vitest";
import { parsePixelSize, sizeOfRatio } from "./pixel-size.ts";

const facts = factsOf("wisgate");

test("takes the size from the format's table", () => {
  expect(sizeOfRatio(facts, "480p", "16:9")).toEqual({ width: 864, height: 496 });
});

test("gives a ratio that is left to the vendor the table's own 16:9", () => {
  expect(sizeOfRatio(facts, "480p", "adaptive")).toEqual({ width: 864, height: 496 });
});

test("goes by the shorter side where the table lacks the pair", () => {
  expect(sizeOfRatio(facts, "720p", "21:9")).toEqual({ width: 1680, height: 720 });
  expect(sizeOfRatio(facts, "720p", "2:3")).toEqual({ width: 720, height: 1080 });
  expect(sizeOfRatio(facts, "720p", "adaptive")).toEqual({ width: 1280, height: 720 });
  expect(sizeOfRatio(facts, "720p", "0:0")).toEqual({ width: 1280, height: 720 });
});

test("reads pixel sizes, to the next even length", () => {
  expect(parsePixelSize("480x854")).toEqual({ width: 480, height: 854 });
  expect(parsePixelSize("481x853")).toEqual({ width: 482, height: 854 });
  expect(parsePixelSize("720p")).toBeUndefined();
  expect(parsePixelSize(720)).toBeUndefined();
});
