import { factsOf, type JsonValue } from "@shotlist/schema";
import { describe, expect, it } from "vitest";
import type { Reference, ResolvedShot } from "../../model/plan.ts";
import { encodeSubmit } from "./encode-submit.ts";

const shot: ResolvedShot = {
  prompt: ["A watch turns"],
  model: "doubao-seedance-2-0",
  duration: 5,
  resolution: "720p",
  references: [],
  audio: false,
};
const address = "https://cdn.example.com/a.png";
const bytes = "data:image/png;base64,AAAA";
const frame = (role: "first_frame" | "last_frame"): Reference => ({
  kind: "image",
  role,
  media: { from: "url", url: role },
});
const entry = (role: string, url: JsonValue) => ({ type: "image_url", image_url: { url }, role });
const encode = (changes: Partial<ResolvedShot>, values: Readonly<Record<string, JsonValue>> = {}) => {
  const media = ({ role }: Reference): JsonValue => values[role] ?? address;
  return encodeSubmit({ ...shot, ...changes }, { media }, factsOf("gogogotoken"));
};

describe("shape", () => {
  it.each([
    ["480p", "9:16", "480x854"],
    ["720p", "9:16", "720x1280"],
    ["1080p", "9:16", "1080x1920"],
    ["480p", "16:9", "854x480"],
    ["720p", "16:9", "1280x720"],
    ["1080p", "16:9", "1920x1080"],
  ])("tells %s at %s by size alone", (resolution, ratio, size) => {
    expect(encode({ resolution, ratio })).toMatchObject({ size, metadata: { generate_audio: false } });
    expect(encode({ resolution, ratio })["metadata"]).toEqual({ generate_audio: false });
  });

  it.each([
    ["720p", "1:1"],
    ["4k", "16:9"],
  ])("tells %s at %s in metadata, without a size", (resolution, ratio) => {
    expect(encode({ resolution, ratio })).toEqual({
      model: "doubao-seedance-2-0",
      prompt: "A watch turns",
      seconds: "5",
      metadata: { resolution, ratio, generate_audio: false },
    });
  });

  it("tells only the resolution where a first frame decides the ratio", () => {
    expect(encode({ references: [frame("first_frame")] })["metadata"]).toEqual({
      resolution: "720p",
      generate_audio: false,
    });
  });
});

describe("frames", () => {
  const first = [frame("first_frame")];
  const both = [frame("first_frame"), frame("last_frame")];

  it("sends a lone first frame by its address among the images", () => {
    expect(encode({ references: first })).toMatchObject({ images: [address] });
  });

  it("sends a lone first frame by its bytes in the field for them", () => {
    const body = encode({ references: first }, { first_frame: bytes });
    expect(body).toMatchObject({ first_frame_image: bytes });
    expect(body).not.toHaveProperty("images");
  });

  it("sends both frames by their bytes in the fields for them", () => {
    const body = encode({ references: both }, { first_frame: bytes, last_frame: bytes });
    expect(body).toMatchObject({ first_frame_image: bytes, last_frame_image: bytes });
    expect(body["metadata"]).not.toHaveProperty("content");
  });

  it("plans the frame of a take in the field for its bytes", () => {
    const placeholder = { take: "reveal", what: "lastFrame" };
    const media = { from: "take", take: "reveal", what: "lastFrame" } as const;
    const references = [{ kind: "image", role: "first_frame", media }] as const;
    expect(encode({ references }, { first_frame: placeholder })).toMatchObject({ first_frame_image: placeholder });
  });

  it("sends both frames by address with their roles", () => {
    expect(encode({ references: both })).toMatchObject({
      metadata: { content: [entry("first_frame", address), entry("last_frame", address)] },
    });
  });

  it("keeps two frames together when only one is sent by its bytes", () => {
    const body = encode({ references: both }, { first_frame: bytes });
    expect(body).toMatchObject({ metadata: { content: [entry("first_frame", bytes), entry("last_frame", address)] } });
    expect(body).not.toHaveProperty("first_frame_image");
  });
});

it("tells a length in frames in metadata", () => {
  const { duration: _, ...framed } = { ...shot, frames: 121 };
  const body = encodeSubmit(framed, { media: () => address }, factsOf("gogogotoken"));
  expect(body).not.toHaveProperty("seconds");
  expect(body).toMatchObject({ metadata: { frames: 121 } });
});

it("never drops a draft in silence", () => {
  expect(() => encode({ draftOf: { task: "cgt-1" } })).toThrow("draftOf");
});
