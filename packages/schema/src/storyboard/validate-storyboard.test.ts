import { expect, test } from "vitest";
import { validateIncluded, validateShot, validateStoryboard } from "./validate-storyboard.ts";
import type { StoryboardVerdict } from "./storyboard-verdict.ts";

const board = (fields: object): object => ({ shotlist: 1, name: "aurora", shots: [], ...fields });
const shot = (fields: object): object => board({ shots: [{ id: "reveal", ...fields }] });

function said(verdict: StoryboardVerdict): readonly string[] {
  return verdict.ok ? [] : verdict.errors.map(({ path, message }) => `${path || "/"}: ${message}`);
}

test("accepts a storyboard that uses the whole language", () => {
  const value = {
    shotlist: 1,
    name: "aurora-launch",
    provider: "wisgate",
    providers: {
      wisgate: {
        concurrency: 5,
        requestsPerMinute: 50,
        price: { perSecond: { "720p": 0.9 }, currency: "CNY" },
        caps: { perDay: "100 CNY", total: "1000 CNY" },
        deadline: "2h",
        list: true,
      },
      inhouse: { format: "ark", baseUrl: "https://ark.example.com", apiKeyEnv: "ARK_API_KEY", pollEvery: "5s" },
    },
    vars: { product: "Aurora watch" },
    text: { tagline: { en: "time, made of light", zh: "光铸的时间" } },
    env: ["CAMPAIGN"],
    include: ["./brand.yaml"],
    assets: { baseUrl: "${{ env.CDN }}" },
    defaults: { model: "doubao-seedance-2.0", duration: 5, resolution: "720p", audio: true },
    matrix: {
      lang: ["en", "zh"],
      ratio: ["16:9", "9:16"],
      include: [{ lang: "en", ratio: "1:1" }],
      exclude: [{ lang: "zh", ratio: "16:9" }],
      rows: "cells.csv",
    },
    shots: [
      { id: "reveal", prompt: "${{ vars.product }}", firstFrame: "./assets/watch.jpg", takes: 2 },
      { id: "detail", prompt: { file: "./prompt.md" }, firstFrame: "${{ shots.reveal.lastFrame }}", duration: 8 },
      {
        id: "wrist",
        prompt: "${{ ref.images[1] }} on a wrist",
        references: { images: ["./a.jpg"], videos: ["https://example.com/a.mp4"], audios: "${{ vars.audios }}" },
        ratio: "${{ matrix.ratio }}",
        frames: 121,
        seed: 7,
        watermark: false,
        draft: true,
        draftOf: "reveal",
        serviceTier: "flex",
        expiresAfter: "48h",
        returnLastFrame: false,
        matrix: { mood: ["calm"] },
        needs: ["reveal"],
        extra: { camera_fixed: true },
      },
    ],
    budget: "200 CNY",
    output: { dir: "renders", file: "${{ take.slug }}.mp4" },
    "x-anchors": [{ anything: true }],
  };
  expect(validateStoryboard(value)).toEqual({ ok: true });
});

test("names an unknown key together with the keys that are known there", () => {
  const verdict = validateStoryboard(shot({ references: { image: ["a.jpg"] } }));
  expect(verdict).toEqual({
    ok: false,
    errors: [
      {
        path: "/shots/0/references",
        keyword: "additionalProperties",
        params: { additionalProperty: "image", allowedProperties: ["images", "videos", "audios"] },
        message: "unknown key image",
      },
    ],
  });
});

test.each([
  [
    { duration: "5s" },
    "/shots/0/duration: duration must be a number of seconds above 0, without a unit, such as 5, or auto",
  ],
  [{ audio: "yes" }, "/shots/0/audio: audio must be true or false"],
  [{ ratio: "wide" }, '/shots/0/ratio: ratio must be width to height in quotes, such as "16:9"'],
  [{ takes: 0 }, "/shots/0/takes: takes must be a whole number from 1 to 1000"],
  [{ prompt: { file: 5 } }, "/shots/0/prompt: prompt must be a text, or { file: PATH }"],
  [{ duration: 5, frames: 121 }, "/shots/0: duration and frames exclude each other"],
  [{ expiresAfter: 3600 }, "/shots/0/expiresAfter: a time carries its unit: 200ms, 5s, 50m, 2h or 1d"],
  [{ matrix: { lang: [] } }, "/shots/0/matrix/lang: an axis must be a list of texts, numbers or switches"],
])("says once, in words, what is wrong with %j", (fields, message) => {
  expect(said(validateStoryboard(shot(fields)))).toEqual([message]);
});

test("sends a key that was written down to the environment", () => {
  const verdict = validateStoryboard(board({ providers: { wisgate: { apiKey: "not-a-real-key" } } }));
  expect(said(verdict)).toEqual([
    "/providers/wisgate/apiKey: a key must not be in a storyboard; write the name of its environment variable in apiKeyEnv",
  ]);
});

test("asks for shots, its own or included ones", () => {
  expect(said(validateStoryboard({ shotlist: 1, name: "aurora" }))).toEqual([
    "/: a storyboard needs shots, or include with a file that has shots",
  ]);
  expect(validateStoryboard({ shotlist: 1, name: "aurora", include: "./shots.yaml" })).toEqual({ ok: true });
});

test("takes an included file without a name", () => {
  expect(validateIncluded({ shots: [{ id: "reveal" }], vars: {} })).toEqual({ ok: true });
  expect(said(validateIncluded({ budget: "5 CNY" }))).toEqual(["/: unknown key budget"]);
});

test("wants values instead of lookups in a resolved shot", () => {
  expect(validateStoryboard(shot({ duration: "${{ vars.seconds }}" }))).toEqual({ ok: true });
  expect(
    said(validateShot({ id: "reveal", duration: "${{ vars.seconds }}", expiresAfter: "${{ vars.time }}" })),
  ).toEqual([
    "/duration: duration must be a number of seconds above 0, without a unit, such as 5, or auto",
    "/expiresAfter: a time carries its unit: 200ms, 5s, 50m, 2h or 1d",
  ]);
});

test("keeps the shot of a chain in a resolved shot", () => {
  expect(validateShot({ id: "detail", firstFrame: "${{ shots.reveal.lastFrame }}", duration: 8 })).toEqual({
    ok: true,
  });
});
