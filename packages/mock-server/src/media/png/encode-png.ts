import { crc32 } from "node:zlib";
import type { Picture } from "../picture/picture.ts";
import { RunDeflate } from "./run-deflate.ts";
import { toRgb } from "./to-rgb.ts";

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const filterUp = 2;

/** The picture, cropped to this size in pixels, as an RGB PNG. */
export function encodePng(
  picture: Picture,
  { width, height }: { readonly width: number; readonly height: number },
): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 2, 0, 0, 0], 8); // 8 bits, RGB
  const parts = [
    signature,
    chunk("IHDR", header),
    chunk("IDAT", compressRows(picture, width, height)),
    chunk("IEND", new Uint8Array()),
  ];
  return Uint8Array.from(Buffer.concat(parts));
}

/** Every row is stored as its difference from the one above, so three rows of each block are only zeros. */
function compressRows(picture: Picture, width: number, height: number): Uint8Array {
  const stream = new RunDeflate();
  let above = new Uint8Array(picture.lumaColumns * 3);
  let row = new Uint8Array(picture.lumaColumns * 3);
  for (let y = 0; y < height; y++) {
    stream.byte(filterUp);
    if (y % 4 === 0) {
      fillRow(picture, y >> 2, row);
      compressRow(stream, { row, above, width });
      [above, row] = [row, above];
    } else {
      stream.zeros(width * 3);
    }
    stream.fold();
  }
  return stream.toBytes();
}

/** The colours of one row of blocks. */
function fillRow(picture: Picture, blockRow: number, row: Uint8Array): void {
  for (let column = 0; column < picture.lumaColumns; column++) {
    const chroma = (blockRow >> 1) * picture.chromaColumns + (column >> 1);
    const luma = picture.luma[blockRow * picture.lumaColumns + column]!;
    toRgb(luma, picture.cb[chroma]!, picture.cr[chroma]!, row, column * 3);
  }
}

function compressRow(
  stream: RunDeflate,
  { row, above, width }: { readonly row: Uint8Array; readonly above: Uint8Array; readonly width: number },
): void {
  let run = 0;
  let last: readonly [number, number, number] | undefined;
  for (let x = 0; x < width; x += 4) {
    const at = (x >> 2) * 3;
    const pixels = Math.min(4, width - x);
    const red = (row[at]! - above[at]!) & 255;
    const green = (row[at + 1]! - above[at + 1]!) & 255;
    const blue = (row[at + 2]! - above[at + 2]!) & 255;
    if (last !== undefined && red === last[0] && green === last[1] && blue === last[2]) {
      run += pixels;
      continue;
    }
    if (last !== undefined) stream.repeatTriple(run, last);
    last = [red, green, blue];
    stream.byte(red);
    stream.byte(green);
    stream.byte(blue);
    run = pixels - 1;
  }
  if (last !== undefined) stream.repeatTriple(run, last);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}
