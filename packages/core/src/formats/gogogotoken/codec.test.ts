import { editionsOf, inEdition, type JsonValue, validateMessage } from "@shotlist/schema";
import { describe, expect, it } from "vitest";
import type { Reference } from "../../model/media.ts";
import type { ResolvedShot } from "../../model/shot.ts";
import { codec } from "./codec.ts";

const shot: ResolvedShot = {
  prompt: ["A watch turns"],
  model: "doubao-seedance-2-0",
  duration: 5,
  resolution: "720p",
  references: [],
  audio: false,
};
const address = "https://cdn.example.com/a.png";
const frame = (role: "first_frame" | "last_frame"): Reference => ({
  kind: "image",
  role,
  media: { from: "url", url: role },
});
const entry = (role: string, url: JsonValue) => ({ type: "image_url", image_url: { url }, role });
const encode = (changes: Partial<ResolvedShot>, values: Readonly<Record<string, JsonValue>> = {}) => {
  const media = ({ role }: Reference): JsonValue => values[role] ?? address;
  return codec.encodeSubmit({ ...shot, ...changes }, { media }).body;
};

describe("shape", () => {
  it.each([
    ["480p", "9:16"],
    ["1080p", "16:9"],
    ["720p", "1:1"],
    ["4k", "21:9"],
  ])("writes %s at %s in metadata, without a size", (resolution, ratio) => {
    expect(encode({ resolution, ratio })).toEqual({
      model: "doubao-seedance-2-0",
      prompt: "A watch turns",
      seconds: "5",
      metadata: { resolution, ratio, generate_audio: false },
    });
  });

  it("writes only the resolution where a first frame decides the ratio", () => {
    expect(encode({ references: [frame("first_frame")] })["metadata"]).toEqual({
      content: [entry("first_frame", address)],
      resolution: "720p",
      generate_audio: false,
    });
  });
});

describe("frames", () => {
  const first = [frame("first_frame")];
  const both = [frame("first_frame"), frame("last_frame")];

  it.each([
    ["a lone first frame", first, [entry("first_frame", address)]],
    ["both frames", both, [entry("first_frame", address), entry("last_frame", address)]],
  ])("sends %s with its role, and in no field that later editions lack", (_, references, content) => {
    const body = encode({ references });
    expect(body).toMatchObject({ metadata: { content } });
    for (const field of ["images", "first_frame_image", "last_frame_image"]) expect(body).not.toHaveProperty(field);
  });

  it("plans the frame of a take in its place", () => {
    const placeholder = { take: "reveal", what: "lastFrame" };
    const media = { from: "take", take: "reveal", what: "lastFrame" } as const;
    const references = [{ kind: "image", role: "first_frame", media }] as const;
    expect(encode({ references }, { first_frame: placeholder })).toMatchObject({
      metadata: { content: [entry("first_frame", placeholder)] },
    });
  });
});

describe.each(editionsOf("gogogotoken"))("the edition of $id", ({ id }) => {
  it.each<readonly [string, Partial<ResolvedShot>]>([
    ["a shape", { resolution: "720p", ratio: "9:16" }],
    ["a first frame", { references: [frame("first_frame")] }],
    ["both frames", { references: [frame("first_frame"), frame("last_frame")] }],
    ["references", { references: [{ kind: "image", role: "reference_image", media: { from: "url", url: "r" } }] }],
    ["every switch", { seed: 7, watermark: false, returnLastFrame: true, expiresAfter: 7200 }],
  ])("takes %s without a remark", (_, changes) => {
    const verdict = validateMessage(inEdition("gogogotoken", id), "submit.request", encode(changes));
    expect(verdict).toEqual({ ok: true, advice: [] });
  });
});

it("writes a length in frames in metadata", () => {
  const { duration: _, ...framed } = { ...shot, frames: 121 };
  const body = codec.encodeSubmit(framed, { media: () => address }).body;
  expect(body).not.toHaveProperty("seconds");
  expect(body).toMatchObject({ metadata: { frames: 121 } });
});

it("never drops a draft in silence", () => {
  expect(() => encode({ draftOf: { task: "cgt-1" } })).toThrow("draftOf");
});
