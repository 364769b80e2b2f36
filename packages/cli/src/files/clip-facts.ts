import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** What a clip says of itself. */
export interface ClipFacts {
  readonly bytes: number;
  readonly width?: number;
  readonly height?: number;
  readonly durationSeconds?: number;
}

/** An index larger than this belongs to no clip of a few seconds. */
const maxIndexBytes = 16_000_000;

/** Reads size and length out of the index of an MP4 or MOV; a file that is neither yields its bytes alone. */
export function readClipFacts(path: string): ClipFacts {
  const file = openSync(path, "r");
  try {
    const bytes = fstatSync(file).size;
    const index = readIndex(file, bytes);
    return index === undefined ? { bytes } : { bytes, ...readMovie(index) };
  } finally {
    closeSync(file);
  }
}

/** The body of the `moov` box, wherever it stands. */
function readIndex(file: number, fileBytes: number): DataView | undefined {
  for (let at = 0; at + 16 <= fileBytes;) {
    const head = boxAt(readView(file, at, 16), 0);
    if (head === undefined) return undefined;
    if (head.type === "moov") {
      if (head.bytes > maxIndexBytes || at + head.bytes > fileBytes) return undefined;
      return readView(file, at + head.headBytes, head.bytes - head.headBytes);
    }
    at += head.bytes;
  }
  return undefined;
}

function readView(file: number, position: number, bytes: number): DataView {
  const buffer = new Uint8Array(bytes);
  return new DataView(buffer.buffer, 0, readSync(file, buffer, { position }));
}

interface Box {
  readonly type: string;
  readonly bytes: number;
  readonly headBytes: number;
}

function boxAt(view: DataView, at: number): Box | undefined {
  if (at + 8 > view.byteLength) return undefined;
  const type = String.fromCharCode(...[4, 5, 6, 7].map((offset) => view.getUint8(at + offset)));
  const short = view.getUint32(at);
  if (short !== 1) return short < 8 ? undefined : { type, bytes: short, headBytes: 8 };
  if (at + 16 > view.byteLength) return undefined;
  const bytes = Number(view.getBigUint64(at + 8));
  return bytes < 16 ? undefined : { type, bytes, headBytes: 16 };
}

function* boxesIn(view: DataView): Generator<{ readonly type: string; readonly body: DataView }> {
  for (let at = 0; ;) {
    const box = boxAt(view, at);
    if (box === undefined || at + box.bytes > view.byteLength) return;
    const body = new DataView(view.buffer, view.byteOffset + at + box.headBytes, box.bytes - box.headBytes);
    yield { type: box.type, body };
    at += box.bytes;
  }
}

function readMovie(index: DataView): Omit<ClipFacts, "bytes"> {
  let facts: Omit<ClipFacts, "bytes"> = {};
  for (const { type, body } of boxesIn(index)) {
    if (type === "mvhd") facts = { ...facts, ...readDuration(body) };
    if (type === "trak") facts = { ...facts, ...readPictureSize(body) };
  }
  return facts;
}

/** `mvhd`: version 1 writes its times in 64 bits. */
function readDuration(body: DataView): { durationSeconds?: number } {
  const long = body.byteLength > 0 && body.getUint8(0) === 1;
  if (body.byteLength < (long ? 32 : 20)) return {};
  const timescale = body.getUint32(long ? 20 : 12);
  const duration = long ? Number(body.getBigUint64(24)) : body.getUint32(16);
  return timescale === 0 ? {} : { durationSeconds: duration / timescale };
}

/** `tkhd` ends with width and height in 16.16; a sound track has zeros there. */
function readPictureSize(track: DataView): { width?: number; height?: number } {
  for (const { type, body } of boxesIn(track)) {
    if (type !== "tkhd" || body.byteLength < 84) continue;
    const width = body.getUint16(body.byteLength - 8);
    const height = body.getUint16(body.byteLength - 4);
    if (width > 0 && height > 0) return { width, height };
  }
  return {};
}
