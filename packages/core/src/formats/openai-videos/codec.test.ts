import { expect, it } from "vitest";
import type { ResolvedShot } from "../../model/shot.ts";
import { codec } from "./codec.ts";

const shot: ResolvedShot = {
  prompt: ["A watch turns"],
  model: "sora-2-pro",
  duration: 8,
  resolution: "1024p",
  ratio: "9:16",
  references: [],
  audio: true,
};
const encode = (changes: Partial<ResolvedShot>) =>
  codec.encodeSubmit({ ...shot, ...changes }, { media: () => "data:image/png;base64,AAAA" }).body;

it("writes the length as text and the shape as one size", () => {
  expect(encode({})).toEqual({ model: "sora-2-pro", prompt: "A watch turns", seconds: "8", size: "1024x1792" });
});

it("begins with a frame, in the ratio that is usual here where none was asked for", () => {
  const { ratio: _, ...shaped } = shot;
  const media = { from: "url", url: "https://cdn.example.com/a.png" } as const;
  const references = [{ kind: "image", role: "first_frame", media }] as const;
  expect(codec.encodeSubmit({ ...shaped, references }, { media: () => media.url }).body).toMatchObject({
    size: "1792x1024",
    input_reference: { image_url: media.url },
  });
});

it("drops nothing in silence", () => {
  expect(() => encode({ seed: 7 })).toThrow("seed");
});

const open = { id: "video_1/2", object: "video", model: "sora-2", seconds: "8", expires_at: null };

it.each([
  ["queued", "queued"],
  ["in_progress", "running"],
] as const)("is %s", (word, status) => {
  expect(codec.decodeTask({ ...open, status: word, progress: 33 })).toEqual({
    status,
    wireStatus: word,
    taskId: open.id,
    progress: 33,
    warnings: [],
  });
});

it("has succeeded, and its clip is behind the content path, never behind a link in the answer", () => {
  const body = { ...open, status: "completed", progress: 100, expires_at: 1_758_945_185, url: "https://evil.example/" };
  expect(codec.decodeTask(body)).toEqual({
    status: "succeeded",
    wireStatus: "completed",
    taskId: open.id,
    progress: 100,
    warnings: [],
    download: { path: "/v1/videos/video_1%2F2/content" },
    durationSeconds: 8,
    model: "sora-2",
    expiresAt: 1_758_945_185,
  });
});

it("has failed, with the vendor's reason", () => {
  const error = { code: "moderation_blocked", message: "no" };
  expect(codec.decodeTask({ ...open, status: "failed", error })).toMatchObject({ status: "failed", failure: error });
});

it.each([
  ["no id", {}],
  ["the id of the service behind", { id: "upstream_9" }],
])("asks for the clip of the task that was polled, where the answer names %s", (_, named) => {
  const { id: _id, ...body } = { ...open, status: "completed", progress: 100 };
  expect(codec.decodeTask({ ...body, ...named }, "video_1")).toMatchObject({
    status: "succeeded",
    download: { path: "/v1/videos/video_1/content" },
  });
});
