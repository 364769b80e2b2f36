import { describe, expect, test } from "vitest";
import type { FormatId } from "@shotlist/schema";
import { codecFor } from "../formats/codec-for.ts";
import type { Reference } from "../model/media.ts";
import type { ResolvedShot } from "../model/shot.ts";
import { type Encode, fieldFeeding } from "./feeding-field.ts";

const image = (name: string): Reference => ({
  kind: "image",
  role: "reference_image",
  media: { from: "url", url: `https://example.com/${name}.png` },
});

const shot: ResolvedShot = {
  prompt: ["A watch beside ", { kind: "image", index: 2 }],
  model: "doubao-seedance-2.0",
  duration: 5,
  resolution: "720p",
  ratio: "16:9",
  references: [image("a"), image("b")],
  audio: false,
  seed: 7,
  returnLastFrame: true,
  extra: { metadata: { watermark: true }, priority: 3 },
};

function encodeFor(format: FormatId): Encode {
  return (asked, altered) =>
    codecFor(format).encodeSubmit(asked, {
      media: (reference) =>
        reference === altered || reference.media.from !== "url" ? "https://example.com/other" : reference.media.url,
    }).body;
}

describe.each([
  ["wisgate", "/model", "model"],
  ["wisgate", "/content/0/text", "prompt"],
  ["wisgate", "/content/2/image_url/url", "reference 1"],
  ["wisgate", "/duration", "duration"],
  ["wisgate", "/ratio", "ratio"],
  ["wisgate", "/resolution", "resolution"],
  ["wisgate", "/generate_audio", "audio"],
  ["wisgate", "/return_last_frame", "returnLastFrame"],
  ["wisgate", "/seed", "seed"],
  ["wisgate", "/priority", "extra"],
  ["relaydance", "/seconds", "duration"],
  ["relaydance", "/prompt", "prompt"],
  ["relaydance", "/metadata/ratio", "ratio"],
  ["relaydance", "/metadata/watermark", "extra"],
  ["relaydance", "/metadata/generate_audio", "audio"],
  ["relaydance", "/metadata/content/0/image_url/url", "reference 0"],
  ["gogogotoken", "/metadata/ratio", "ratio"],
  ["gogogotoken", "/seconds", "duration"],
] as const)("%s", (format, path, field) => {
  test(`${path} comes from ${field}`, () => {
    expect(fieldFeeding(path, shot, { encode: encodeFor(format) })).toBe(field);
  });
});

test("a missing key comes from what feeds the place around it, the body as a whole from no one field", () => {
  expect(fieldFeeding("/content/1/image_url/size", shot, { encode: encodeFor("wisgate") })).toBe("reference 0");
  expect(fieldFeeding("/unheard_of", shot, { encode: encodeFor("wisgate") })).toBeUndefined();
  expect(fieldFeeding("", shot, { encode: encodeFor("wisgate") })).toBeUndefined();
});

test("a field that a format never says is not asked for another value", () => {
  const asked = new Set<boolean>();
  const encode: Encode = (altered) => {
    asked.add(altered.audio);
    return { text: altered.prompt.map(String).join("") };
  };
  const { fields } = codecFor("wisgate");
  if (fields === undefined) throw new Error("a built-in codec says what it carries");
  expect(fieldFeeding("/text", shot, { encode, carried: { ...fields, audio: "never" } })).toBe("prompt");
  expect([...asked]).toEqual([shot.audio]);
});
