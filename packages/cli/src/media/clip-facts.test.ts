import { createMockServer } from "@shotlist/mock-server";
import { describe, expect, test } from "vitest";
import { createProject, twoTakes } from "../testing/project.ts";
import { readClipFacts, type ClipFacts } from "./clip-facts.ts";

function box(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([words(body.length + 8), Buffer.from(type, "latin1"), body]);
}

/** 32-bit numbers. */
function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4);
  return bytes;
}

const ftyp = box("ftyp", Buffer.from("isom\0\0\0\0"));
const mdat = box("mdat", Buffer.alloc(5000));
const ones = 2 ** 32 - 1;

interface TrackOptions {
  readonly id?: number;
  readonly kind?: string;
  readonly size?: readonly [number, number];
  readonly isTurned?: boolean;
  readonly ticks?: number;
}

/** A track of 600 ticks a second. */
function trak({ id = 1, kind = "vide", size = [864, 496], isTurned = false, ticks = 3300 }: TrackOptions = {}): Buffer {
  const one = 0x10000;
  const matrix = isTurned ? [0, one, 0, -one >>> 0, 0, 0, 0, 0, 0x40000000] : [one, 0, 0, 0, one, 0, 0, 0, 0x40000000];
  const head = words(3, 0, 0, id, 0, 0, 0, 0, 0, 0, ...matrix, size[0] * one, size[1] * one);
  const handler = Buffer.concat([words(0, 0), Buffer.from(kind, "latin1")]);
  return box("trak", box("tkhd", head), box("mdia", box("mdhd", words(0, 0, 0, 600, ticks, 0)), box("hdlr", handler)));
}

function moov(duration: number, ...parts: readonly Buffer[]): Buffer {
  return box(
    "moov",
    box("mvhd", words(0, 0, 0, 1000, duration, ...Array.from<number>({ length: 20 }).fill(0))),
    ...parts,
  );
}

const trex = (ticks: number): Buffer => box("mvex", box("trex", words(0, 1, 1, ticks, 0, 0)));

/** A fragment of the track 1 that begins at a tick. */
function moof(start: number, head: Buffer, run: Buffer): Buffer {
  return box("moof", box("traf", box("tfhd", head), box("tfdt", words(0, start)), box("trun", run)));
}

async function factsOf(...parts: readonly Buffer[]): Promise<ClipFacts> {
  using project = createProject();
  project.write("clip.mp4", Buffer.concat(parts));
  return readClipFacts(project.path("clip.mp4"));
}

const usual = { width: 864, height: 496, durationSeconds: 5.5 };
const sound = trak({ id: 2, kind: "soun", size: [0, 0] });

describe("size and length are read", () => {
  test.each<[string, readonly Buffer[]]>([
    ["where the index comes last, beside a sound", [ftyp, mdat, moov(5500, sound, trak())]],
    [
      "of the film, not of its thumbnail",
      [ftyp, moov(5500, trak(), trak({ id: 3, size: [160, 90], ticks: 25 })), mdat],
    ],
    ["of the film behind its cover", [ftyp, moov(5500, trak({ id: 3, size: [90, 90], ticks: 0 }), trak()), mdat]],
    ["of a picture that is turned", [ftyp, moov(5500, trak({ size: [496, 864], isTurned: true })), mdat]],
    ["where the index says all ones", [ftyp, moov(ones, trak()), mdat]],
    ["where the index says nothing", [ftyp, moov(0, trak()), mdat]],
    [
      "of fragments, by the default of the index",
      [
        ftyp,
        moov(0, trak({ ticks: 0 }), trex(25)),
        moof(0, words(0, 1), words(0, 60)),
        moof(1500, words(0, 1), words(0, 72)),
      ],
    ],
    [
      "of fragments, by their own default, where the index says all ones",
      [ftyp, moov(ones, trak({ ticks: ones }), trex(1)), moof(0, words(0x20008, 1, 50), words(0, 66))],
    ],
    [
      "of fragments, sample by sample",
      [ftyp, moov(0, trak({ ticks: 0 }), trex(0)), moof(3000, words(0, 1), words(0x301, 2, 0, 100, 7, 200, 9))],
    ],
    [
      "of an index with samples and fragments behind them",
      [ftyp, moov(1000, trak({ ticks: 600 }), trex(25)), mdat, moof(600, words(0, 1), words(0, 108))],
    ],
  ])("%s", async (_name, parts) => {
    expect(await factsOf(...parts)).toMatchObject(usual);
  });

  test("as far as they are written", async () => {
    const live = await factsOf(ftyp, moov(0, trak({ ticks: 0 }), trex(0)));
    expect(live).toMatchObject({ width: 864, height: 496 });
    expect(live).not.toHaveProperty("durationSeconds");
  });

  test("of a clip of the mock", async () => {
    await using vendor = await createMockServer({ format: "wisgate", progress: { mode: "immediate" } });
    using project = createProject({ "a.yaml": twoTakes.replace("480p }", "720p, duration: 7, ratio: '9:16' }") });
    await project.shotlist("render", "a.yaml", "--base-url", vendor.url, "--only", "reveal");
    expect(await readClipFacts(project.path("renders-local/launch/reveal.mp4"))).toMatchObject({
      width: 720,
      height: 1280,
      durationSeconds: 7,
    });
  });
});

test.each([
  ["empty", Buffer.alloc(0)],
  ["text", Buffer.from("this is no clip at all, but a text that goes on")],
  ["cut", moov(5000, trak()).subarray(0, 60)],
  ["said to be WebM", Buffer.from("1a45dfa3ffffffffffff", "hex")],
])("a file that is no clip (%s) yields its bytes alone", async (_name, content) => {
  expect(await factsOf(content)).toEqual({ bytes: content.length });
});
