import { crc32, inflateSync } from "node:zlib";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Picture } from "../picture/picture.ts";
import { encodePng } from "./encode-png.ts";
import { toRgb } from "./to-rgb.ts";

/** Reads a PNG of 8-bit RGB whose rows are all stored as differences from the row above. */
function decodePng(png: Uint8Array): { readonly width: number; readonly height: number; readonly rgb: Uint8Array } {
  const bytes = Buffer.from(png);
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at) + 12) {
    const end = at + 8 + bytes.readUInt32BE(at);
    expect(crc32(bytes.subarray(at + 4, end))).toBe(bytes.readUInt32BE(end));
    chunks.set(bytes.toString("latin1", at + 4, at + 8), bytes.subarray(at + 8, end));
  }
  const header = chunks.get("IHDR")!;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const rows = inflateSync(chunks.get("IDAT")!);
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    expect(rows[y * (width * 3 + 1)]).toBe(2);
    for (let x = 0; x < width * 3; x++) {
      const above = y === 0 ? 0 : rgb[(y - 1) * width * 3 + x]!;
      rgb[y * width * 3 + x] = rows[y * (width * 3 + 1) + 1 + x]! + above;
    }
  }
  return { width, height, rgb };
}

function expectedRgb(picture: Picture, width: number, height: number): Uint8Array {
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const chroma = (y >> 3) * picture.chromaColumns + (x >> 3);
      const luma = picture.luma[(y >> 2) * picture.lumaColumns + (x >> 2)]!;
      toRgb(luma, picture.cb[chroma]!, picture.cr[chroma]!, rgb, (y * width + x) * 3);
    }
  }
  return rgb;
}

test("a PNG holds every pixel of the picture", () => {
  const side = fc.integer({ min: 1, max: 60 }).map((half) => half * 2);
  fc.assert(
    fc.property(side, side, fc.infiniteStream(fc.integer({ min: 0, max: 255 })), (width, height, values) => {
      const picture = new Picture({ width, height });
      const next = (): number => values.next().value ?? 0;
      for (let count = 0; count < 60; count++) {
        picture.paintLuma(next() % picture.lumaColumns, next() % (picture.rows * 4), next());
        picture.paintChroma(next() % picture.chromaColumns, next() % (picture.rows * 2), next(), next());
      }
      const decoded = decodePng(encodePng(picture, { width, height }));
      expect(decoded).toEqual({ width, height, rgb: expectedRgb(picture, width, height) });
    }),
    { numRuns: 50 },
  );
});

test.each([
  ["black", [16, 128, 128], [0, 0, 0]],
  ["white", [235, 128, 128], [255, 255, 255]],
  ["red", [63, 102, 240], [255, 1, 0]],
  ["blue", [32, 240, 118], [1, 0, 255]],
])("%s is what BT.709 calls it", (_name, [luma, cb, cr], rgb) => {
  const target = new Uint8Array(3);
  toRgb(luma!, cb!, cr!, target, 0);
  expect(Array.from(target)).toEqual(rgb);
});
