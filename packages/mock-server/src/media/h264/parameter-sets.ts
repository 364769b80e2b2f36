import { BitWriter } from "../bits/bit-writer.ts";
import { levelFor } from "./level.ts";
import { nalHeader, toNalUnit } from "./nal-unit.ts";

/** What a decoder must know before the first picture. Sizes in pixels. */
export interface VideoShape {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
}

/** Ticks of the video's time scale that one frame lasts; a thousand, so that rates such as 23.976 stay whole. */
export const ticksPerFrame = 1000;

/** Ticks per second of the video's time scale. */
export function ticksPerSecond(framesPerSecond: number): number {
  return Math.round(framesPerSecond * ticksPerFrame);
}

/** Bits of `frame_num` in every slice header. */
export const frameNumberBits = 8;

/** The quantiser at the start of every slice. */
export const initialQuantiser = 28;

/** Constrained baseline: the one profile that every decoder and browser plays. */
export function sequenceParameterSet({ width, height, framesPerSecond }: VideoShape): Uint8Array {
  const columns = Math.ceil(width / 16);
  const rows = Math.ceil(height / 16);
  const set = new BitWriter()
    .bits(66, 8) // profile: baseline ...
    .bits(0b1100_0000, 8) // ... constrained
    .bits(levelFor(columns, rows, framesPerSecond), 8)
    .unsignedGolomb(0) // id
    .unsignedGolomb(frameNumberBits - 4)
    .unsignedGolomb(2) // pictures are shown in the order they are coded
    .unsignedGolomb(1) // reference frames
    .bits(0, 1) // no gaps in frame numbers
    .unsignedGolomb(columns - 1)
    .unsignedGolomb(rows - 1)
    .bits(0b11, 2) // frames only; direct 8x8 inference
    .bits(1, 1) // the picture is cropped to its size, in steps of two pixels:
    .unsignedGolomb(0)
    .unsignedGolomb((columns * 16 - width) / 2)
    .unsignedGolomb(0)
    .unsignedGolomb((rows * 16 - height) / 2)
    .bits(1, 1); // usability information follows
  return toNalUnit(nalHeader.sequenceParameters, writeUsability(set, framesPerSecond));
}

/** Colours and timing; without them players guess the colours from the size, and guess differently. */
function writeUsability(set: BitWriter, framesPerSecond: number): BitWriter {
  const scale = 2 * ticksPerSecond(framesPerSecond); // counted in fields, of which a frame has two
  return set
    .bits(0b00, 2) // no aspect ratio, no overscan
    .bits(1, 1) // video signal:
    .bits(5, 3) // unspecified format
    .bits(0, 1) // limited range
    .bits(1, 1) // primaries, transfer and matrix of BT.709:
    .bits(0x010101, 24)
    .bits(0, 1) // default chroma location
    .bits(1, 1) // timing:
    .bits(ticksPerFrame >>> 16, 16)
    .bits(ticksPerFrame & 0xffff, 16)
    .bits(scale >>> 16, 16)
    .bits(scale & 0xffff, 16)
    .bits(1, 1) // fixed rate
    .bits(0b000, 3) // no buffering models, no picture structure
    .bits(1, 1) // restrictions, so that a player shows each picture at once:
    .bits(1, 1)
    .unsignedGolomb(0)
    .unsignedGolomb(0)
    .unsignedGolomb(0)
    .unsignedGolomb(0)
    .unsignedGolomb(0) // no reordering
    .unsignedGolomb(1); // one buffered picture
}

export function pictureParameterSet(): Uint8Array {
  const set = new BitWriter()
    .unsignedGolomb(0) // id
    .unsignedGolomb(0) // of sequence set
    .bits(0b00, 2) // CAVLC; no bottom-field order
    .unsignedGolomb(0) // one slice group
    .unsignedGolomb(0) // one reference in each list
    .unsignedGolomb(0)
    .bits(0b000, 3) // no weighted prediction
    .signedGolomb(initialQuantiser - 26)
    .signedGolomb(0)
    .signedGolomb(0) // chroma quantiser as luma
    .bits(0b100, 3); // deblocking is controlled by the slice; unconstrained intra prediction; no redundant pictures
  return toNalUnit(nalHeader.pictureParameters, set);
}
