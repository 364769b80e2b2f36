import type { Picture } from "../picture/picture.ts";
import type { BitWriter } from "../bits/bit-writer.ts";
import { writeChromaBlock, writeLumaBlock } from "./cavlc.ts";
import {
  chromaModeFor,
  type Coefficients,
  createCoefficients,
  fromAbove,
  fromLeft,
  fromNothing,
  type Prediction,
  transformResidual,
} from "./prediction.ts";

/**
 * Codes macroblocks without loss, as Intra16x16 with DC levels only.
 *
 * At quantiser `4 + 6k` a decoder adds `H * levels * H * 2^k / 16` to its prediction, `H` being the 4x4 Hadamard matrix
 * (clause 8.5.10). As `H * H = 4`, the levels for a residual `r` are `H * r * H / 2^k`: whole numbers at `k = 0` and at
 * every `k` up to the trailing zeros they share. The largest exact `k` gives the smallest levels.
 */
const largestShift = 7;
/** Past this one the chroma quantiser leaves the ladder of `4 + 6k` (table 8-15) and would not be exact. */
const largestShiftWithChroma = 4;

const scanOrder = [0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15] as const;

/** Added to the macroblock type when it has chroma levels. */
const typesWithChroma = 4;

/** Added to the macroblock type in slices that also hold predicted macroblocks. */
export const intraTypeOffset = { keyPicture: 0, picture: 5 } as const;

/** What every macroblock of a picture is written with. */
export interface MacroblockContext {
  readonly writer: BitWriter;
  readonly picture: Picture;
  readonly typeOffset: number;
}

const above = createCoefficients();
const left = createCoefficients();
const levels = new Int32Array(16);
const chromaLevels = new Int32Array(4);

/** Writes one macroblock and returns the quantiser it leaves behind for the next one. */
export function writeMacroblock(context: MacroblockContext, column: number, row: number, quantiser: number): number {
  const { writer, picture, typeOffset } = context;
  const { prediction, rest } = predict(picture, column, row);
  const chromaMode = chromaModeFor(picture, column, row, prediction);
  if (rest === undefined) {
    writer.unsignedGolomb(typeOffset + 1 + prediction.lumaMode).unsignedGolomb(chromaMode);
    writer.bits(0b11, 2); // the same quantiser, no levels
    return quantiser;
  }
  const chromaBits = orOf(rest.cb) | orOf(rest.cr);
  const zeros = trailingZeros(orOf(rest.luma) | chromaBits);
  const shift = Math.min(chromaBits === 0 ? largestShift : largestShiftWithChroma, zeros);
  const next = 4 + 6 * shift;
  writer
    .unsignedGolomb(typeOffset + 1 + prediction.lumaMode + (chromaBits === 0 ? 0 : typesWithChroma))
    .unsignedGolomb(chromaMode)
    .signedGolomb(next - quantiser);
  for (let index = 0; index < 16; index++) levels[index] = rest.luma[scanOrder[index]!]! >> shift;
  writeLumaBlock(writer, levels);
  if (chromaBits !== 0) {
    for (const plane of [rest.cb, rest.cr]) {
      for (let index = 0; index < 4; index++) chromaLevels[index] = plane[index]! >> shift;
      writeChromaBlock(writer, chromaLevels);
    }
  }
  return next;
}

interface Predicted {
  readonly prediction: Prediction;
  /** What is left over; absent when the prediction is exact. */
  readonly rest?: Coefficients;
}

function predict(picture: Picture, column: number, row: number): Predicted {
  if (row === 0)
    return predictFrom(picture, column, row, { prediction: column === 0 ? fromNothing : fromLeft, into: left });
  const vertical = predictFrom(picture, column, row, { prediction: fromAbove, into: above });
  if (vertical.rest === undefined || column === 0) return vertical;
  const horizontal = predictFrom(picture, column, row, { prediction: fromLeft, into: left });
  return horizontal.rest === undefined || cost(horizontal.rest) < cost(vertical.rest) ? horizontal : vertical;
}

function predictFrom(
  picture: Picture,
  column: number,
  row: number,
  { prediction, into }: { readonly prediction: Prediction; readonly into: Coefficients },
): Predicted {
  const isExact = transformResidual(picture, column, row, { prediction, into });
  return isExact ? { prediction } : { prediction, rest: into };
}

function cost({ luma, cb, cr }: Coefficients): number {
  return countNonZero(luma) + countNonZero(cb) + countNonZero(cr);
}

function countNonZero(block: Int32Array): number {
  let count = 0;
  for (const value of block) if (value !== 0) count++;
  return count;
}

function orOf(block: Int32Array): number {
  let bits = 0;
  for (const value of block) bits |= value;
  return bits;
}

function trailingZeros(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
