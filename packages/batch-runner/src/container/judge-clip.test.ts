import { describe, expect, it } from "vitest";
import { box, element, tinyClip, tinyIndex, tinyTracks } from "../testing/tiny-clip.ts";
import { bytesInMemory } from "./file-bytes.ts";
import { judgeClip } from "./judge-clip.ts";
import type { Judgement } from "./judgement.ts";

const ftyp = (brand: string): Buffer => box("ftyp", Buffer.from(`${brand}\0\0\0\0`, "latin1"));
const mdat = box("mdat", Buffer.from("pictures and sound"));
const wide = (type: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(16);
  head.writeUInt32BE(1);
  head.write(type, 4, "latin1");
  head.writeBigUInt64BE(BigInt(body.length + 16), 8);
  return Buffer.concat([head, body]);
};
const open = (type: string, body: string): Buffer => Buffer.concat([Buffer.alloc(4), Buffer.from(type + body)]);
const moof = box("moof", Buffer.from("what follows"));

const header = (docType: string): Buffer => element(0x1a45dfa3, element(0x4282, Buffer.from(docType)));
const tracks = tinyTracks;
const block = element(0xa3, Buffer.from("a picture"));
const cues = element(0x1c53bb6b, Buffer.from("where to begin"));
const cluster = (size?: "unknown"): Buffer => element(0x1f43b675, Buffer.concat([block, block]), size);
const segment = (parts: readonly Buffer[], size?: "unknown"): Buffer => element(0x18538067, Buffer.concat(parts), size);

const whole: readonly (readonly [string, string, Buffer])[] = [
  ["an MP4 with its index first", "mp4", tinyClip("pictures")],
  ["an MP4 with its index last", "mp4", Buffer.concat([ftyp("isom"), box("free"), mdat, tinyIndex()])],
  ["a box with a length of 64 bits", "mp4", Buffer.concat([ftyp("mp42"), tinyIndex(), wide("mdat", mdat)])],
  ["a fragmented MP4", "mp4", Buffer.concat([ftyp("iso5"), tinyIndex(), moof, mdat])],
  ["a MOV", "mov", Buffer.concat([ftyp("qt  "), box("wide"), mdat, tinyIndex()])],
  ["a MOV from before there was `ftyp`", "mov", Buffer.concat([mdat, tinyIndex()])],
  ["a WebM", "webm", Buffer.concat([header("webm"), segment([tracks(1), cluster(), cues])])],
  ["a Matroska", "mkv", Buffer.concat([header("matroska"), segment([tracks(1), cluster()])])],
];

function judge(bytes: Buffer): Judgement {
  return judgeClip(bytesInMemory(bytes));
}

describe("a whole clip", () => {
  it.each(whole)("is %s", (_name, container, bytes) => {
    expect(judge(bytes)).toEqual({ container });
  });

  it.each(whole)("is not the start of %s", (_name, _container, bytes) => {
    const taken = Array.from({ length: bytes.length }, (_, length) => bytes.subarray(0, length)).filter(
      (part) => judge(part).flaw === undefined,
    );
    expect(taken).toEqual([]);
  });

  it.each([
    ["boxes of a size that reaches to the end", Buffer.concat([ftyp("isom"), tinyIndex(), open("mdat", "pictures")])],
    ["zeros behind the last box", Buffer.concat([tinyClip("pictures"), Buffer.alloc(5)])],
    ["a part for editors behind it", Buffer.concat([tinyClip("pictures"), box("free", Buffer.alloc(99))])],
    ["clusters without a length", Buffer.concat([header("webm"), segment([tracks(1), cluster("unknown")], "unknown")])],
    [
      "several clusters without a length, and cues",
      Buffer.concat([header("webm"), segment([tracks(1), cluster("unknown"), cluster("unknown"), cues], "unknown")]),
    ],
  ])("may have %s", (_name, bytes) => {
    expect(judge(bytes).flaw).toBeUndefined();
  });

  it("is not one that a live stream was cut in", () => {
    const bytes = Buffer.concat([header("webm"), segment([tracks(1), cluster("unknown")], "unknown")]);
    for (let missing = 1; missing < block.length; missing += 1) {
      expect(judge(bytes.subarray(0, bytes.length - missing)).flaw?.code).toBe("clip_not_whole");
    }
  });
});

describe("what is not a whole clip", () => {
  it.each<[string, Buffer, string]>([
    ["nothing", Buffer.alloc(0), "clip_not_mp4"],
    ["text", Buffer.from("no such clip, sorry"), "clip_not_mp4"],
    ["a page", Buffer.from("\n<html><body>Sign in"), "clip_not_media"],
    ["an XML error", Buffer.from('<?xml version="1.0"?><Error/>'), "clip_not_media"],
    ["JSON", Buffer.from('{"error":{"message":"no"}}'), "clip_not_media"],
    ["a sound", Buffer.concat([ftyp("M4A "), tinyIndex("soun"), mdat]), "clip_not_whole"],
    ["an index of nothing", Buffer.concat([ftyp("isom"), tinyIndex()]), "clip_not_whole"],
    ["pictures without an index", Buffer.concat([ftyp("isom"), mdat]), "clip_not_whole"],
    ["a fragment without its pictures", Buffer.concat([ftyp("iso5"), tinyIndex(), moof, mdat, moof]), "clip_not_whole"],
    ["a sound in WebM", Buffer.concat([header("webm"), segment([tracks(2), cluster()])]), "clip_not_whole"],
    ["a WebM without clusters", Buffer.concat([header("webm"), segment([tracks(1), cues])]), "clip_not_whole"],
    [
      "a box shorter than its head",
      Buffer.concat([tinyClip("x"), Buffer.from([0, 0, 0, 3, 1, 2, 3, 4])]),
      "clip_not_whole",
    ],
  ])("%s", (_name, bytes, code) => {
    expect(judge(bytes).flaw?.code).toBe(code);
  });

  it("is one whose index names bytes behind its end, though its last box has no length", () => {
    const table = Buffer.alloc(12);
    table.writeUInt32BE(1, 4);
    table.writeUInt32BE(5000, 8);
    const track = box(
      "trak",
      box("mdia", box("hdlr", Buffer.from("\0\0\0\0\0\0\0\0vide")), box("minf", box("stbl", box("stco", table)))),
    );
    const bytes = Buffer.concat([ftyp("isom"), box("moov", track), open("mdat", "pictures")]);
    expect(judge(bytes).flaw?.message).toBe(`The clip's index points to byte 5000, but it has only ${bytes.length}`);
    expect(judge(Buffer.concat([bytes, Buffer.alloc(5000)])).flaw).toBeUndefined();
  });

  it("is read without an end to the effort: boxes in boxes, and parts by the million, are left", () => {
    const segments = Buffer.concat([
      header("webm"),
      ...Array.from({ length: 20_000 }, () => Buffer.from("1853806701ffffffffffffff", "hex")),
    ]);
    expect(judge(segments).flaw?.code).toBe("clip_not_whole");
    const empty = Buffer.concat([tinyClip("x"), Buffer.alloc(8 * 1_000_001, box("free"))]);
    expect(judge(empty).flaw?.message).toBe("The clip has too many boxes for a clip");
  });
});
