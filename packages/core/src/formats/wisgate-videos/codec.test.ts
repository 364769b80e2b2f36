import { expect, it } from "vitest";
import type { Reference } from "../../model/media.ts";
import type { ResolvedShot } from "../../model/shot.ts";
import { codec } from "./codec.ts";

const shot: ResolvedShot = {
  prompt: ["A flower opens"],
  model: "doubao-seedance-2",
  duration: 5,
  resolution: "1080p",
  ratio: "9:16",
  references: [],
  audio: false,
};
const reference = (kind: Reference["kind"], role: Reference["role"]): Reference => ({
  kind,
  role,
  media: { from: "url", url: `https://cdn.example.com/${role}` },
});
const encode = (changes: Partial<ResolvedShot>) =>
  codec.encodeSubmit({ ...shot, ...changes }, { media: ({ role }) => `https://cdn.example.com/${role}` }).body;

it("writes the shape as one size and the length as a number", () => {
  expect(encode({})).toEqual({
    model: "doubao-seedance-2",
    prompt: "A flower opens",
    duration: 5,
    size: "1080x1920",
  });
});

it("puts the first frame before the last, whatever the order in which they were written", () => {
  const references = [reference("image", "last_frame"), reference("image", "first_frame")];
  expect(encode({ references })).toMatchObject({
    mode: "i2v",
    images: ["https://cdn.example.com/first_frame", "https://cdn.example.com/last_frame"],
  });
});

it("says that images and videos are to be referred to", () => {
  const references = [reference("image", "reference_image"), reference("video", "reference_video")];
  expect(encode({ references })).toMatchObject({
    mode: "r2v",
    images: ["https://cdn.example.com/reference_image"],
    videos: ["https://cdn.example.com/reference_video"],
  });
});

it("drops nothing in silence", () => {
  expect(() => encode({ seed: 7 })).toThrow("seed");
  expect(() => encode({ audio: true })).toThrow("audio");
});
