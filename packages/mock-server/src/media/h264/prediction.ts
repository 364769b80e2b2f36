import type { Picture } from "../picture/picture.ts";

/** How a macroblock is guessed from its neighbour; `none` guesses mid-grey. The numbers are those of H.264. */
export interface Prediction {
  readonly name: "vertical" | "horizontal" | "none";
  readonly lumaMode: number;
  readonly chromaMode: number;
}

export const fromAbove: Prediction = { name: "vertical", lumaMode: 0, chromaMode: 2 };
export const fromLeft: Prediction = { name: "horizontal", lumaMode: 1, chromaMode: 1 };
/** The mean of the neighbours, which is 128 for the one macroblock that has none. */
export const fromNothing: Prediction = { name: "none", lumaMode: 2, chromaMode: 0 };

/**
 * The chroma mode that gives this prediction. Mode 0, a mean of the neighbours, takes two bits less, and where the
 * neighbours agree it gives the same.
 */
export function chromaModeFor(picture: Picture, column: number, row: number, { chromaMode }: Prediction): number {
  if (column === 0 || row === 0) return 0; // the mean of one neighbour is the neighbour
  const at = row * 2 * picture.chromaColumns + column * 2;
  const agrees =
    neighboursAgree(picture.cb, at, picture.chromaColumns) && neighboursAgree(picture.cr, at, picture.chromaColumns);
  return agrees ? 0 : chromaMode;
}

function neighboursAgree(plane: Uint8Array, at: number, stride: number): boolean {
  const value = plane[at - 1];
  return value === plane[at - 1 + stride] && value === plane[at - stride] && value === plane[at - stride + 1];
}

/** The Hadamard transform of what a prediction leaves over: 4x4 luma and twice 2x2 chroma, row by row. */
export interface Coefficients {
  readonly luma: Int32Array;
  readonly cb: Int32Array;
  readonly cr: Int32Array;
}

export function createCoefficients(): Coefficients {
  return { luma: new Int32Array(16), cb: new Int32Array(4), cr: new Int32Array(4) };
}

/** Fills `into` with what is left of the macroblock after predicting it; returns whether that is nothing. */
export function transformResidual(
  picture: Picture,
  column: number,
  row: number,
  { prediction, into }: { readonly prediction: Prediction; readonly into: Coefficients },
): boolean {
  const residual = { column, row, prediction };
  const differs =
    subtract(picture.luma, picture.lumaColumns, { ...residual, size: 4, into: into.luma }) |
    subtract(picture.cb, picture.chromaColumns, { ...residual, size: 2, into: into.cb }) |
    subtract(picture.cr, picture.chromaColumns, { ...residual, size: 2, into: into.cr });
  if (differs === 0) return true;
  hadamard4(into.luma);
  hadamard2(into.cb);
  hadamard2(into.cr);
  return false;
}

interface Square {
  readonly column: number;
  readonly row: number;
  readonly size: number;
  readonly prediction: Prediction;
  readonly into: Int32Array;
}

/** Returns the bits that are set in any of the differences. */
function subtract(plane: Uint8Array, stride: number, { column, row, size, prediction, into }: Square): number {
  const start = row * size * stride + column * size;
  let bits = 0;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const at = start + y * stride + x;
      const difference = plane[at]! - predicted(plane, prediction, at - x - 1, start - stride + x);
      into[y * size + x] = difference;
      bits |= difference;
    }
  }
  return bits;
}

function predicted(plane: Uint8Array, { name }: Prediction, left: number, above: number): number {
  if (name === "none") return 128;
  return plane[name === "vertical" ? above : left]!;
}

function hadamard4(block: Int32Array): void {
  for (let row = 0; row < 16; row += 4) butterfly(block, row, 1);
  for (let column = 0; column < 4; column++) butterfly(block, column, 4);
}

function butterfly(block: Int32Array, start: number, step: number): void {
  const a = block[start]! + block[start + step]!;
  const b = block[start]! - block[start + step]!;
  const c = block[start + 2 * step]! + block[start + 3 * step]!;
  const d = block[start + 2 * step]! - block[start + 3 * step]!;
  block[start] = a + c;
  block[start + step] = a - c;
  block[start + 2 * step] = b - d;
  block[start + 3 * step] = b + d;
}

/** Doubled, so that one shift serves luma and chroma (their quantisers differ by one step). */
function hadamard2(block: Int32Array): void {
  const top = block[0]! + block[1]!;
  const topStep = block[0]! - block[1]!;
  const bottom = block[2]! + block[3]!;
  const bottomStep = block[2]! - block[3]!;
  block[0] = 2 * (top + bottom);
  block[1] = 2 * (topStep + bottomStep);
  block[2] = 2 * (top - bottom);
  block[3] = 2 * (topStep - bottomStep);
}
