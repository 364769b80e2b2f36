import { validateMessage } from "@shotlist/schema";
import { expect, it } from "vitest";
import type { ResolvedShot } from "../../model/shot.ts";
import type { Bindings } from "../../wire/codec.ts";
import { codec } from "./codec.ts";

const shot: ResolvedShot = {
  prompt: ["A watch turns"],
  model: "doubao-seedance-1-5-pro-251215",
  duration: 8,
  resolution: "720p",
  ratio: "16:9",
  references: [],
  audio: false,
};
const media = () => "https://cdn.example.com/a.png";
const encode = (changes: Partial<ResolvedShot>, bindings: Partial<Bindings> = {}) => {
  const body = codec.encodeSubmit({ ...shot, ...changes }, { media, ...bindings }).body;
  expect(validateMessage("ark@2026-10", "submit.request", body)).toEqual({ ok: true, advice: [] });
  return body;
};

it("says that no sound is wanted, since sound is the default", () => {
  expect(encode({})).toEqual({
    model: shot.model,
    content: [{ type: "text", text: "A watch turns" }],
    resolution: "720p",
    ratio: "16:9",
    duration: 8,
    generate_audio: false,
  });
});

it("says nothing of sound to a model without it", () => {
  expect(encode({ model: "doubao-seedance-1-0-pro-250528" })).not.toHaveProperty("generate_audio");
});

it("asks for a draft", () => {
  expect(encode({ draft: true, resolution: "480p" })).toMatchObject({ draft: true, resolution: "480p" });
});

it.each([
  [{ task: "cgt-1" }, {}],
  [{ take: "sketch" }, { draftTaskId: "cgt-1" }],
])("makes the clip of the draft %j and repeats nothing of it", (draftOf, bindings) => {
  const final = { prompt: [], draftOf, resolution: "1080p", returnLastFrame: true, serviceTier: "flex" };
  expect(encode(final, { ...bindings, seed: 7 })).toEqual({
    model: shot.model,
    content: [{ type: "draft_task", draft_task: { id: "cgt-1" } }],
    resolution: "1080p",
    return_last_frame: true,
    service_tier: "flex",
  });
});

it("hands over where to call back", () => {
  const webhookUrl = "https://hooks.example.com/";
  expect(encode({}, { webhookUrl })).toMatchObject({ callback_url: webhookUrl });
  expect(encode({ prompt: [], draftOf: { task: "cgt-1" } }, { webhookUrl })).toMatchObject({
    callback_url: webhookUrl,
  });
});

it.each([shot.model, "doubao-seedance-2-0-260128", "doubao-seedance-2-5-260628", "ep-20260701120000-abcde"])(
  "binds a seed on %s, as every model takes one live",
  (model) => {
    expect(encode({ model }, { seed: 7 })).toMatchObject({ seed: 7 });
  },
);
