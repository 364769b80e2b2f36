import { describe, expect, test } from "vitest";
import { compileStoryboard } from "../compile-storyboard.ts";
import type { Estimate } from "../model/plan.ts";
import type { Target } from "../model/realm.ts";
import { createMemoryFiles } from "../testing/memory-files.ts";

const media = createMemoryFiles({ "a.png": {} });

function estimateOf(storyboard: string, target?: Target): Estimate | undefined {
  const text = `shotlist: 1\nname: a\n${storyboard}`;
  const { plan, diagnostics } = compileStoryboard(
    { file: "a.yaml", text },
    { files: media, ...(target && { target }) },
  );
  if (plan === undefined) throw new Error(JSON.stringify(diagnostics));
  return plan.takes[0]?.estimate;
}

const shotOf = (fields: string): string => `shots: [{ id: one, prompt: A watch, ${fields} }]`;
const full = "model: doubao-seedance-2-0-260128";
const video = "references: { videos: ['https://example.com/a.mp4'] }";

describe("without configuration a plan counts with the vendor's list price", () => {
  test.each([
    ["ark, by its table", "ark", full, 46],
    ["a resolution with a price of its own", "ark", `${full}, resolution: 1080p`, 51],
    ["a video brings the lower price", "ark", `${full}, ${video}`, 28],
    ["a picture does not, at ark", "ark", `${full}, firstFrame: a.png`, 46],
    ["silent, in the flex tier", "ark", "model: doubao-seedance-1-5-pro-251215, serviceTier: flex", 4],
    ["with sound, in the usual tier", "ark", "model: doubao-seedance-1-5-pro-251215, audio: true", 16],
    ["gogogotoken, by words alone", "gogogotoken", "model: doubao-seedance-2-0", 46],
    [
      "any medium brings the lower price there",
      "gogogotoken",
      "model: doubao-seedance-2-0, firstFrame: 'https://example.com/a.png'",
      28,
    ],
    [
      "a picture does not with Seedance 2.5 there",
      "gogogotoken",
      "model: doubao-seedance-2-5, firstFrame: 'https://example.com/a.png'",
      70,
    ],
    ["4k there", "gogogotoken", "model: doubao-seedance-2-0, resolution: 4k", 26],
  ])("%s", (_, provider, fields, amount) => {
    const estimate = estimateOf(`provider: ${provider}\n${shotOf(fields)}`);
    expect(estimate).toMatchObject({ currency: "CNY", listPrice: { per: "million_tokens", amount, currency: "CNY" } });
  });

  test("with its source and its day, times the documented count of tokens", () => {
    expect(estimateOf(`provider: ark\n${shotOf(full)}`)).toEqual({
      kind: "exact",
      // 121 frames of 1280 × 720 are 108,900 tokens.
      amount: 5.0094,
      currency: "CNY",
      listPrice: { per: "million_tokens", amount: 46, currency: "CNY", source: "Ark: prices", asOf: "2026-08-27" },
    });
  });

  test.each([
    ["a length that the model chooses", `${full}, duration: auto`],
    ["a video of unknown length", `${full}, ${video}`],
  ])("as a range for %s", (_, fields) => {
    const estimate = estimateOf(`provider: ark\n${shotOf(fields)}`);
    expect(estimate?.kind).toBe("range");
  });
});

const overrideOf = (name: string): Target => ({
  kind: "override",
  baseUrls: new Map([[name, "https://relay.example.com"]]),
});

describe("no list price", () => {
  const unknown = { kind: "unknown" };
  test.each<[string, string, Target?]>([
    ["at another host", `provider: ark\nproviders: { ark: { baseUrl: "https://relay.example.com" } }`],
    [
      "at a relay with a name of its own",
      `provider: relay\nproviders: { relay: { format: ark, baseUrl: "https://relay.example.com" } }`,
    ],
    [
      "at a provider of one's own, whose terms are unknown",
      `provider: mine\nproviders: { mine: { format: ark, apiKeyEnv: MINE_KEY } }`,
    ],
    ["at an endpoint given on the command line", "provider: ark", overrideOf("ark")],
    ["at an endpoint given for all", "provider: ark", overrideOf("*")],
    ["at the mock", "provider: ark", { kind: "mock" }],
    [
      "where a price is configured that does not name the resolution",
      `provider: ark\nproviders: { ark: { price: { perSecond: { 480p: 1 }, currency: CNY } } }`,
    ],
  ])("%s", (_, storyboard, target) => {
    expect(estimateOf(`${storyboard}\n${shotOf(full)}`, target)).toEqual(unknown);
  });

  test.each([
    ["for an endpoint id", "ark", "model: ep-20260701120000-abcde"],
    ["for a model whose price no page states", "ark", "model: doubao-seedance-1-0-lite-t2v-250428"],
    ["at a vendor that publishes none", "wisgate", "model: doubao-seedance-2.0"],
  ])("%s", (_, provider, fields) => {
    expect(estimateOf(`provider: ${provider}\n${shotOf(fields)}`)).toEqual(unknown);
  });
});

test("a configured price wins", () => {
  const price = "providers: { ark: { price: { perClip: 3, currency: EUR } } }";
  expect(estimateOf(`provider: ark\n${price}\n${shotOf(full)}`)).toEqual({ kind: "exact", amount: 3, currency: "EUR" });
});
