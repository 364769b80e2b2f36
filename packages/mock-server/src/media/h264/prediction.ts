import type { Picture } from "../picture.ts";

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

/** The Hadamard transform of what a prediction leaves over: 4x4 luma and twice 2x2 chroma, row by row. */
export interface Coefficients {
  readonly luma: Int32Array;
  readonly cb: Int32Array;
  readonly cr: Int32Array;
}

export function createCoefficients(): Coefficients {
  return { luma: new Int32Array(16), cb: new Int32Array(4), cr: new Int32Array(4) };
}

/** Fills `into` with what is left of the macroblock after predicting it. */
export function transformResidual(
  picture: Picture,
  column: number,
  row: number,
  { prediction, into }: { readonly prediction: Prediction; readonly into: Coefficients },
): void {
  subtract(picture.luma, picture.lumaColumns, { column, row, size: 4, prediction, into: into.luma });
  subtract(picture.cb, picture.chromaColumns, { column, row, size: 2, prediction, into: into.cb });
  subtract(picture.cr, picture.chromaColumns, { column, row, size: 2, prediction, into: into.cr });
  hadamard4(into.luma);
  hadamard2(into.cb);
  hadamard2(into.cr);
}

interface Square {
  readonly column: number;
  readonly row: number;
  readonly size: number;
  readonly prediction: Prediction;
  readonly into: Int32Array;
}

function subtract(plane: Uint8Array, stride: number, { column, row, size, prediction, into }: Square): void {
  const start = row * size * stride + column * size;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const at = start + y * stride + x;
      into[y * size + x] = plane[at]! - predicted(plane, prediction, at - x - 1, start - stride + x);
    }
  }
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
