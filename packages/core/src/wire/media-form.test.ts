import { describe, expect, it } from "vitest";
import type { Media } from "../model/media.ts";
import { mediaFormOf } from "./media-form.ts";
import { factsOfTest as facts } from "./testing/facts-of-test.ts";

const url: Media = { from: "url", url: "https://cdn.example.com/a.png" };
const file: Media = { from: "file", path: "a.png", sha256: "aa", bytes: 3, mediaType: "image/png" };
const published: Media = { ...file, url: "https://assets.example.com/a.png" };
const frame: Media = { from: "take", take: "reveal", what: "lastFrame" };
const asset: Media = { from: "asset", id: "a1" };
const data: Media = { from: "data", uri: "data:image/png;base64,AAAA", sha256: "bb" };

describe("mediaFormOf", () => {
  it.each([
    ["a URL where one is taken", url, "first_frame", "url"],
    ["a file as a data URI where one is taken", published, "first_frame", "data"],
    ["a file by its public address where no bytes are taken", published, "last_frame", "url"],
    ["a file as bare Base64 where only that is taken", file, "reference_image", "base64"],
    ["nothing for a file that has no address where no bytes are taken", file, "last_frame", undefined],
    ["an asset id where one is taken", asset, "first_frame", "asset"],
    ["nothing for an asset id elsewhere", asset, "last_frame", undefined],
    ["the bytes of a dependency's frame where they are taken", frame, "first_frame", "data"],
    ["the address of a dependency's frame elsewhere", frame, "last_frame", "url"],
    ["a data URI as it is", data, "first_frame", "data"],
    ["nothing for a role that the model does not offer", url, "reference_audio", undefined],
  ] as const)("answers with %s", (_, media, role, expected) => {
    expect(mediaFormOf({ kind: "image", role, media }, { model: "painter", facts })).toBe(expected);
  });

  it("knows a model by its alias", () => {
    expect(mediaFormOf({ kind: "image", role: "first_frame", media: file }, { model: "painter-260101", facts })).toBe(
      "data",
    );
  });

  it("reads an unlisted model as the first listed one that offers the role", () => {
    expect(mediaFormOf({ kind: "video", role: "reference_video", media: url }, { model: "new", facts })).toBe("url");
  });
});
