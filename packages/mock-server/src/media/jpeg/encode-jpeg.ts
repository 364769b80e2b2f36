import { BitWriter } from "../bits/bit-writer.ts";
import type { Still } from "../stills/still.ts";
import { writeBlock } from "./block.ts";
import { acLengths, acSymbols, dcLengths, dcSymbols } from "./codes.ts";
import { quantiser, zigzag } from "./transform.ts";
import { readBlock, toPlanes } from "./planes.ts";

const endOfPicture = Uint8Array.of(0xff, 0xd9);

/** The picture as a baseline JPEG (ITU-T T.81) in JFIF, with all of its colours. */
export function encodeJpeg(still: Still): Uint8Array {
  const { width, height } = still;
  const size = [height >> 8, height & 255, width >> 8, width & 255];
  const components = [1, 2, 3];
  const header = [
    [0xff, 0xd8],
    segment(0xe0, [...letters("JFIF\0"), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    segment(0xdb, [0, ...zigzag.map(() => quantiser)]),
    segment(0xc0, [8, ...size, components.length, ...components.flatMap((id) => [id, 0x11, 0])]),
    segment(0xc4, [0x00, ...dcLengths, ...dcSymbols, 0x10, ...acLengths, ...acSymbols]),
    segment(0xda, [components.length, ...components.flatMap((id) => [id, 0]), 0, 63, 0]),
  ];
  return Uint8Array.from(Buffer.concat([Uint8Array.from(header.flat()), stuffed(writeBlocks(still)), endOfPicture]));
}

function writeBlocks(still: Still): Uint8Array {
  const writer = new BitWriter();
  const planes = toPlanes(still);
  const before = planes.map(() => 0);
  const block = new Int16Array(64);
  for (let top = 0; top < still.height; top += 8) {
    for (let left = 0; left < still.width; left += 8) {
      for (const [index, plane] of planes.entries()) {
        readBlock(plane, still, { left, top }, block);
        before[index] = writeBlock(writer, block, before[index]!);
      }
    }
  }
  // Ones fill the last byte; what is left over is not kept.
  return writer.bits(127, 7).toBytes();
}

/** Within the picture's data, a byte of ones is followed by zeros, so that nobody takes it for a marker. */
function stuffed(bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length * 2);
  let length = 0;
  for (const byte of bytes) {
    result[length++] = byte;
    if (byte === 0xff) result[length++] = 0;
  }
  return result.subarray(0, length);
}

function segment(marker: number, body: readonly number[]): readonly number[] {
  const length = body.length + 2;
  return [0xff, marker, length >> 8, length & 255, ...body];
}

function letters(text: string): readonly number[] {
  return Array.from(new TextEncoder().encode(text));
}
