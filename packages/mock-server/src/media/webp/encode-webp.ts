import type { Still } from "../stills/still.ts";
import { LowBitWriter } from "./low-bit-writer.ts";

// Lossless WebP (RFC 9649, section 3) without transforms: pixels, and repeats of the pixel before, in codes of fixed lengths.

/** Green shares its alphabet with the lengths of repeats: 256 values in 9 bits and 16 lengths in 5 fill it exactly. */
const greenLengths = [...Array<number>(256).fill(9), ...Array<number>(16).fill(5), ...Array<number>(8).fill(0)];
const byteLengths = Array<number>(256).fill(8);

/** The most that 16 prefixes of a length reach. */
const longestRun = 256;

/** The pixel to the left, among the distances that have short codes. */
const pixelBefore = 1;

/** The picture as a lossless WebP. */
export function encodeWebp({ width, height, rgb }: Still): Uint8Array {
  const writer = new LowBitWriter();
  writer
    .bits(0x2f, 8)
    .bits(width - 1, 14)
    .bits(height - 1, 14);
  writer.bits(0, 1 + 3); // no transparency, version 0
  writer.bits(0, 1 + 1 + 1); // no transforms, no cache of colours, one group of codes
  writeCode(writer, greenLengths);
  writeCode(writer, byteLengths); // red
  writeCode(writer, byteLengths); // blue
  writeSingle(writer, 255); // transparency
  writeSingle(writer, pixelBefore);
  writePixels(writer, rgb);
  return riff(writer.toBytes());
}

function writePixels(writer: LowBitWriter, rgb: Uint8Array): void {
  for (let at = 0; at < rgb.length;) {
    const [red = 0, green = 0, blue = 0] = rgb.subarray(at, at + 3);
    // Codes are assigned from the shortest on: lengths of repeats come before the values of green.
    writer
      .code(literalsFrom + green, 9)
      .code(red, 8)
      .code(blue, 8);
    at += 3;
    let run = 0;
    while (rgb[at] === red && rgb[at + 1] === green && rgb[at + 2] === blue && at < rgb.length) {
      run += 1;
      at += 3;
    }
    for (; run > 0; run -= Math.min(run, longestRun)) writeRun(writer, Math.min(run, longestRun));
  }
}

/** The first code of 9 bits, behind 16 of 5 bits. */
const literalsFrom = 16 << 4;

/** A repeat of the pixel before. Its distance has the only symbol of its code, which takes no bits. */
function writeRun(writer: LowBitWriter, length: number): void {
  if (length <= 4) return void writer.code(length - 1, 5);
  const top = 31 - Math.clz32(length - 1);
  const second = ((length - 1) >> (top - 1)) & 1;
  writer.code(2 * top + second, 5).bits((length - 1) & ((1 << (top - 1)) - 1), top - 1);
}

/** Order in which the lengths of the code for lengths are written. */
const lengthOrder = [17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9] as const;
/** Lengths that are used: four, so that each has a code of 2 bits. */
const usedLengths = [0, 5, 8, 9] as const;

function writeCode(writer: LowBitWriter, lengths: readonly number[]): void {
  writer.bits(0, 1).bits(lengthOrder.length - 4, 4);
  for (const length of lengthOrder) writer.bits(usedLengths.some((used) => used === length) ? 2 : 0, 3);
  writer.bits(0, 1); // all of the alphabet follows
  for (const length of lengths)
    writer.code(
      usedLengths.findIndex((used) => used === length),
      2,
    );
}

function writeSingle(writer: LowBitWriter, symbol: number): void {
  writer.bits(1, 1).bits(0, 1).bits(1, 1).bits(symbol, 8);
}

function riff(data: Uint8Array): Uint8Array {
  const padded = data.length + (data.length & 1);
  const bytes = new Uint8Array(20 + padded);
  const view = new DataView(bytes.buffer);
  const encoder = new TextEncoder();
  bytes.set(encoder.encode("RIFF"), 0);
  view.setUint32(4, 12 + padded, true);
  bytes.set(encoder.encode("WEBPVP8L"), 8);
  view.setUint32(16, data.length, true);
  bytes.set(data, 20);
  return bytes;
}
