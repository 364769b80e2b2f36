import { describe, expect, it } from "vitest";
import { billOf, rateOf } from "./rate.ts";

describe("the rate of a clip", () => {
  it("is the first that fits: per clip, per second, per token", () => {
    const price = { currency: "CNY", perClip: { "480p": 1 }, perSecond: 0.5, perMillionTokens: 30 };
    expect(rateOf(price, "480p")).toEqual({ per: "clip", amount: 1, currency: "CNY" });
    expect(rateOf(price, "720p")).toEqual({ per: "second", amount: 0.5, currency: "CNY" });
    expect(rateOf({ currency: "CNY", perMillionTokens: { "720p": 46 } }, "1080p")).toBeUndefined();
    expect(rateOf(undefined, "720p")).toBeUndefined();
  });
});

describe("a bill", () => {
  const rate = { amount: 46, currency: "CNY" } as const;

  it.each([
    ["clip", {}, 46_000_000],
    ["second", { durationSeconds: 5.04 }, 231_840_000],
    ["million_tokens", { completionTokens: 108_900 }, 5_009_400],
  ] as const)("per %s counts what was reported", (per, facts, micros) => {
    expect(billOf({ ...rate, per }, facts)).toEqual({ micros, currency: "CNY" });
  });

  it("is unknown where the vendor does not report what its rate counts", () => {
    expect(billOf({ ...rate, per: "second" }, { completionTokens: 5 })).toBeUndefined();
    expect(billOf({ ...rate, per: "million_tokens" }, { durationSeconds: 5 })).toBeUndefined();
    expect(billOf(undefined, { completionTokens: 5 })).toBeUndefined();
  });
});
