import { expect, it } from "vitest";
import type { Media } from "../model/media.ts";
import type { ResolvedShot } from "../model/shot.ts";
import { placeholderBindings } from "./placeholder-bindings.ts";
import { factsOfTest } from "./testing/facts-of-test.ts";

const shot: ResolvedShot = {
  prompt: ["x"],
  model: "painter",
  duration: 5,
  resolution: "720p",
  references: [],
  audio: false,
};
const file: Media = { from: "file", path: "assets/a.png", sha256: "aa", bytes: 3, mediaType: "image/png" };

it.each<{ what: string; media: Media; role: "first_frame" | "last_frame"; expected: unknown }>([
  {
    what: "a URL as it is",
    media: { from: "url", url: "https://cdn.example.com/a.png" },
    role: "first_frame",
    expected: "https://cdn.example.com/a.png",
  },
  {
    what: "an asset id as its address",
    media: { from: "asset", id: "a1" },
    role: "first_frame",
    expected: "asset://a1",
  },
  {
    what: "a data URI by its hash",
    media: { from: "data", uri: "data:image/png;base64,AAAA", sha256: "bb" },
    role: "first_frame",
    expected: { asset: "bb" },
  },
  {
    what: "a file by hash and path",
    media: file,
    role: "first_frame",
    expected: { asset: "aa", path: "assets/a.png" },
  },
  {
    what: "a file by its public address where no bytes are taken",
    media: { ...file, url: "https://assets.example.com/a.png" },
    role: "last_frame",
    expected: "https://assets.example.com/a.png",
  },
  {
    what: "a dependency's frame by its take",
    media: { from: "take", take: "reveal[lang=en]", what: "lastFrame" },
    role: "first_frame",
    expected: { take: "reveal[lang=en]", what: "lastFrame" },
  },
])("holds $what", ({ media, role, expected }) => {
  expect(placeholderBindings(shot, factsOfTest).media({ kind: "image", role, media })).toEqual(expected);
});

it("holds a placeholder for the task of a draft that is still to be made", () => {
  expect(placeholderBindings({ ...shot, draftOf: { take: "sketch" } }, factsOfTest).draftTaskId).toEqual({
    take: "sketch",
    what: "task",
  });
});

it("holds nothing for a draft that is named by its task", () => {
  expect(placeholderBindings({ ...shot, draftOf: { task: "cgt-1" } }, factsOfTest)).not.toHaveProperty("draftTaskId");
});
