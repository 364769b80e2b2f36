import { expect, it } from "vitest";
import type { Reference } from "../../model/media.ts";
import type { ResolvedShot } from "../../model/shot.ts";
import { codec } from "./codec.ts";

const address = "https://cdn.example.com/a";
const shot: ResolvedShot = {
  prompt: ["A watch turns"],
  model: "doubao-seedance-2-0-1080p",
  duration: 10,
  resolution: "1080p",
  ratio: "16:9",
  references: [],
  audio: false,
};
const encode = (changes: Partial<ResolvedShot>, webhook: { webhookUrl?: string } = {}) =>
  codec.encodeSubmit({ ...shot, ...changes }, { media: () => address, ...webhook }).body;

it("puts everything but model, prompt and length into metadata, the webhook's address included", () => {
  expect(encode({}, { webhookUrl: "https://hooks.example.com/" })).toEqual({
    model: "doubao-seedance-2-0-1080p",
    prompt: "A watch turns",
    seconds: "10",
    metadata: {
      ratio: "16:9",
      resolution: "1080p",
      generate_audio: false,
      callback_url: "https://hooks.example.com/",
    },
  });
});

it("names images with an at sign and the rest in words", () => {
  const prompt: ResolvedShot["prompt"] = [
    { kind: "image", index: 1 },
    " on a wrist as in ",
    { kind: "video", index: 1 },
    ", to ",
    { kind: "audio", index: 1 },
  ];
  const references: readonly Reference[] = [
    { kind: "image", role: "reference_image", media: { from: "url", url: address } },
  ];
  expect(encode({ prompt, references })).toMatchObject({
    prompt: "@image1 on a wrist as in video 1, to audio 1",
    metadata: { content: [{ type: "image_url", image_url: { url: address }, role: "reference_image" }] },
  });
});

it.each(["seedance-1-5-pro-with-audio", "seedance-1-5-pro-no-audio", "seedance-1-6-no-audio"])(
  "leaves the choice of audio to the model id of %s",
  (model) => {
    expect(encode({ model })["metadata"]).not.toHaveProperty("generate_audio");
  },
);
