import { factsOf } from "@shotlist/schema";
import { expect, test } from "vitest";
import type { Price } from "../model/price.ts";
import type { ResolvedShot } from "../model/shot.ts";
import { estimateOf } from "./estimate.ts";

const facts = factsOf("ark");
const plain: ResolvedShot = {
  prompt: ["A watch"],
  model: "doubao-seedance-2-5-260628",
  resolution: "720p",
  references: [],
  audio: false,
  duration: -1,
};

const at = (price: Price, shot: Partial<ResolvedShot> = {}) =>
  estimateOf({ asked: { ...plain, ...shot }, price, atVendor: true, facts, knownSeconds: new Map() });

test.each([
  ["by the second", { perSecond: 0.5 }, { kind: "range", min: 2, max: 15, currency: "CNY" }],
  [
    "by the clip, which has one price whatever its length",
    { perClip: 3 },
    { kind: "exact", amount: 3, currency: "CNY" },
  ],
  // (24 × 4 + 1) and (24 × 30 + 1) frames of 1280 × 720 pixels.
  ["by tokens", { perMillionTokens: 1000 }, { kind: "range", min: 87.3, max: 648.9, currency: "CNY" }],
])("a length that the model chooses is a range, %s", (_, rates, expected) => {
  expect(at({ currency: "CNY", ...rates }, { ratio: "16:9" })).toEqual(expected);
});

test("each model's own lengths count", () => {
  const price: Price = { currency: "CNY", perSecond: 1 };
  expect(at(price, { model: "doubao-seedance-1-5-pro-251215" })).toMatchObject({ min: 4, max: 12 });
  expect(at(price, { model: "doubao-seedance-2-0-260128" })).toMatchObject({ min: 4, max: 15 });
  expect(at(price, { model: "ep-1" })).toEqual({ kind: "unknown" });
  expect(at(price, { model: "ep-1", duration: 7 })).toMatchObject({ kind: "exact", amount: 7 });
});
