import { boxesIn, type Box } from "./boxes.ts";
import { latinText, numberAt, type FileBytes } from "./file-bytes.ts";
import { mostParts, notWhole, type Container, type Judgement } from "./judgement.ts";

/** Boxes with which an MP4 or a MOV may begin; the older ones have no `ftyp`. */
const firstBoxes = new Set(["ftyp", "styp", "moov", "mdat", "wide", "free", "skip", "pnot"]);

/** Whether these first bytes begin an MP4 or a MOV. */
export function isMp4(head: Uint8Array): boolean {
  return firstBoxes.has(latinText(head.subarray(4, 8)));
}

/** Walks the boxes to the end of the file: each ends within it, there is an index with a picture track, and what it indexes. */
export function judgeMp4(file: FileBytes): Judgement {
  const container = containerOf(file);
  const seen = new Set<string>();
  let index: Box | undefined;
  let last = "";
  let boxes = 0;
  for (const box of boxesIn(file, 0, file.size)) {
    boxes += 1;
    if (boxes > mostParts) return notWhole("The clip has too many boxes for a clip", container);
    if ("brokenAt" in box) {
      return notWhole(
        `The clip ends in the middle of a box: ${box.missing} bytes are missing after ${file.size}`,
        container,
      );
    }
    seen.add(box.type);
    if (box.type === "moov") index ??= box;
    last = box.type;
  }
  if (index === undefined)
    return notWhole(`The clip ends after ${file.size} bytes, without its index (moov)`, container);
  if (!hasPictureTrack(file, index)) return notWhole("The clip has no video track", container);
  if (!seen.has("mdat") || last === "moof") {
    return notWhole(`The clip ends after ${file.size} bytes, without its video data (mdat)`, container);
  }
  const beyond = furthestChunk(file, index);
  if (beyond >= file.size)
    return notWhole(`The clip's index points to byte ${beyond}, but it has only ${file.size}`, container);
  return { container };
}

function containerOf(file: FileBytes): Container {
  const head = file.read(0, 12);
  const isQuickTime = latinText(head.subarray(4, 8)) !== "ftyp" || latinText(head.subarray(8, 12)) === "qt  ";
  return isQuickTime ? "mov" : "mp4";
}

/** The boxes at the end of a path of types, such as every `hdlr` of every track. */
function* boxesAt(file: FileBytes, parent: Box, [type, ...more]: readonly string[]): Generator<Box> {
  let boxes = 0;
  for (const box of boxesIn(file, parent.from, parent.to)) {
    boxes += 1;
    if ("brokenAt" in box || boxes > mostParts) return;
    if (box.type !== type) continue;
    if (more.length === 0) yield box;
    else yield* boxesAt(file, box, more);
  }
}

function hasPictureTrack(file: FileBytes, index: Box): boolean {
  for (const { from } of boxesAt(file, index, ["trak", "mdia", "hdlr"])) {
    // After version, flags and four bytes of QuickTime's comes what the track is for.
    if (latinText(file.read(from + 8, 4)) === "vide") return true;
  }
  return false;
}

/** A table larger than this belongs to no clip of a few seconds. */
const largestTable = 16_000_000;

const chunkTable = ["trak", "mdia", "minf", "stbl"];

/** The furthest place in the file at which the index says that pictures or sound begin; 0 where it names none. */
function furthestChunk(file: FileBytes, index: Box): number {
  let furthest = 0;
  for (const [name, width] of [
    ["stco", 4],
    ["co64", 8],
  ] as const) {
    for (const table of boxesAt(file, index, [...chunkTable, name])) {
      const bytes = file.read(table.from, Math.min(table.to - table.from, largestTable));
      const entries = Math.min(numberAt(bytes, 4, 4) ?? 0, Math.floor((bytes.length - 8) / width));
      for (let entry = 0; entry < entries; entry += 1) {
        furthest = Math.max(furthest, numberAt(bytes, 8 + entry * width, width) ?? 0);
      }
    }
  }
  return furthest;
}
