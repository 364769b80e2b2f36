import { createMockServer } from "@shotlist/mock-server";
import { expect, test } from "vitest";
import { createProject, twoTakes } from "../testing/project.ts";
import { readClipFacts } from "./clip-facts.ts";

function box(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, body]);
}

function movie(timescale: number, duration: number, tracks: readonly (readonly [number, number])[]): Buffer {
  const mvhd = Buffer.alloc(100);
  mvhd.writeUInt32BE(timescale, 12);
  mvhd.writeUInt32BE(duration, 16);
  const traks = tracks.map(([width, height]) => {
    const tkhd = Buffer.alloc(84);
    tkhd.writeUInt16BE(width, 76);
    tkhd.writeUInt16BE(height, 80);
    return box("trak", box("tkhd", tkhd));
  });
  return box("moov", box("mvhd", mvhd), ...traks);
}

test("size and length are found where the index stands last, and a sound track does not confuse", () => {
  using project = createProject();
  const clip = Buffer.concat([
    box("ftyp", Buffer.from("isom")),
    box("mdat", Buffer.alloc(5000)),
    movie(1000, 5500, [
      [0, 0],
      [864, 496],
    ]),
  ]);
  project.write("clip.mp4", clip);
  expect(readClipFacts(project.path("clip.mp4"))).toEqual({
    bytes: clip.length,
    width: 864,
    height: 496,
    durationSeconds: 5.5,
  });
});

test.each([
  ["empty", Buffer.alloc(0)],
  ["text", Buffer.from("this is no clip at all, but a text that goes on")],
  ["cut", movie(1000, 5000, [[864, 496]]).subarray(0, 60)],
])("a file that is no clip (%s) yields its bytes alone", (_name, content) => {
  using project = createProject({ "file.mp4": content });
  expect(readClipFacts(project.path("file.mp4"))).toEqual({ bytes: content.length });
});

test("the clips of the mock are what was asked for", async () => {
  await using vendor = await createMockServer({ format: "wisgate", progress: { mode: "immediate" } });
  using project = createProject({ "a.yaml": twoTakes.replace("480p }", "720p, duration: 7, ratio: '9:16' }") });
  await project.shotlist("render", "a.yaml", "--base-url", vendor.url, "--only", "reveal");
  expect(readClipFacts(project.path("renders-local/launch/reveal.mp4"))).toMatchObject({
    width: 720,
    height: 1280,
    durationSeconds: 7,
  });
});
