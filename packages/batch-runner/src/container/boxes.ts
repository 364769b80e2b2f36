import { latinText, numberAt, type FileBytes } from "./file-bytes.ts";

/** One box of an MP4 or MOV. */
export interface Box {
  readonly type: string;
  /** Where its content begins and where it ends, counted from the start of the file. */
  readonly from: number;
  readonly to: number;
}

/** A place at which no box can be: the file ends within its head, or within the box. */
export interface BrokenBox {
  readonly brokenAt: number;
  readonly missing: number;
}

/** The boxes between two places, each with its end checked. A broken one is the last. */
export function* boxesIn(file: FileBytes, from: number, to: number): Generator<Box | BrokenBox> {
  for (let at = from; at < to;) {
    const head = file.read(at, 16);
    const isPadding = to - at < 8 && head.subarray(0, to - at).every((byte) => byte === 0);
    if (isPadding) return;
    const box = boxAt(head, at, to);
    yield box;
    if ("brokenAt" in box) return;
    at = box.to;
  }
}

function boxAt(head: Uint8Array, at: number, end: number): Box | BrokenBox {
  const short = numberAt(head, 0, 4);
  if (short === undefined || at + 8 > end) return { brokenAt: at, missing: at + 8 - end };
  const type = latinText(head.subarray(4, 8));
  // 0: to the end of the file; 1: the length follows in 64 bits.
  if (short === 0) return { type, from: at + 8, to: end };
  const headBytes = short === 1 ? 16 : 8;
  const bytes = short === 1 ? numberAt(head, 8, 8) : short;
  if (bytes === undefined || bytes < headBytes) return { brokenAt: at, missing: Math.max(0, at + headBytes - end) };
  if (at + bytes > end) return { brokenAt: at, missing: at + bytes - end };
  return { type, from: at + headBytes, to: at + bytes };
}
