import { expect, it } from "vitest";
import type { ResolvedShot } from "../../model/shot.ts";
import { codec } from "./codec.ts";

const shot: ResolvedShot = {
  prompt: ["A watch turns"],
  model: "doubao-seedance-2.0",
  duration: 5,
  resolution: "720p",
  references: [],
  audio: false,
};
const media = () => "https://cdn.example.com/a.png";
const encode = (changes: Partial<ResolvedShot>, bindings: { draftTaskId?: string; webhookUrl?: string } = {}) =>
  codec.encodeSubmit({ ...shot, ...changes }, { media, ...bindings }).body;

it("says that no audio is wanted, since defaults differ", () => {
  expect(encode({})).toEqual({
    model: "doubao-seedance-2.0",
    content: [{ type: "text", text: "A watch turns" }],
    resolution: "720p",
    duration: 5,
    generate_audio: false,
  });
});

it("sends frames where the author gave no duration", () => {
  const { duration: _, ...framed } = { ...shot, frames: 121 };
  expect(Object.keys(codec.encodeSubmit(framed, { media }).body)).toEqual([
    "model",
    "content",
    "resolution",
    "frames",
    "generate_audio",
  ]);
});

it("leaves a blank prompt out, which the format allows with media", () => {
  const references = [{ kind: "image", role: "first_frame", media: { from: "url", url: media() } }] as const;
  expect(encode({ prompt: [""], references })["content"]).toEqual([
    { type: "image_url", image_url: { url: media() }, role: "first_frame" },
  ]);
});

it("makes the final clip of a draft by its task id", () => {
  const draft = [{ type: "draft_task", draft_task: { id: "cgt-1" } }];
  expect(encode({ prompt: [], draftOf: { task: "cgt-1" } })["content"]).toEqual(draft);
  expect(encode({ prompt: [], draftOf: { take: "sketch" } }, { draftTaskId: "cgt-1" })["content"]).toEqual(draft);
});

it("refuses to guess the task of a draft that nobody bound", () => {
  expect(() => encode({ draftOf: { take: "sketch" } })).toThrow("without the draft's task id");
});

it("sends no webhook address: only the upstream documents a field for it", () => {
  expect(encode({}, { webhookUrl: "https://hooks.example.com/" })).toEqual(encode({}));
});
