import type { Picture } from "../picture.ts";
import type { BitWriter } from "../bit-writer.ts";
import { writeChromaBlock, writeLumaBlock } from "./cavlc.ts";
import {
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

/** Writes one macroblock and returns the quantiser it leaves behind for the next one. */
export function writeMacroblock(context: MacroblockContext, column: number, row: number, quantiser: number): number {
  const { writer, picture, typeOffset } = context;
  const { prediction, coefficients } = predict(picture, column, row);
  const lumaBits = orOf(coefficients.luma);
  const chromaBits = orOf(coefficients.cb) | orOf(coefficients.cr);

  const hasResidual = (lumaBits | chromaBits) !== 0;
  const shift = Math.min(
    chromaBits === 0 ? largestShift : largestShiftWithChroma,
    trailingZeros(lumaBits | chromaBits),
  );
  const next = hasResidual ? 4 + 6 * shift : quantiser;

  writer
    .unsignedGolomb(typeOffset + 1 + prediction.lumaMode + (chromaBits === 0 ? 0 : 4))
    .unsignedGolomb(prediction.chromaMode)
    .signedGolomb(next - quantiser);
  for (let index = 0; index < 16; index++) levels[index] = coefficients.luma[scanOrder[index]!]! >> shift;
  writeLumaBlock(writer, levels);
  if (chromaBits !== 0) {
    writeChromaBlock(
      writer,
      coefficients.cb.map((coefficient) => coefficient >> shift),
    );
    writeChromaBlock(
      writer,
      coefficients.cr.map((coefficient) => coefficient >> shift),
    );
  }
  return next;
}

function predict(
  picture: Picture,
  column: number,
  row: number,
): { readonly prediction: Prediction; readonly coefficients: typeof above } {
  if (row === 0) {
    const prediction = column === 0 ? fromNothing : fromLeft;
    transformResidual(picture, column, row, { prediction, into: left });
    return { prediction, coefficients: left };
  }
  transformResidual(picture, column, row, { prediction: fromAbove, into: above });
  const costAbove = cost(above);
  if (costAbove === 0 || column === 0) return { prediction: fromAbove, coefficients: above };
  transformResidual(picture, column, row, { prediction: fromLeft, into: left });
  return cost(left) < costAbove
    ? { prediction: fromLeft, coefficients: left }
    : { prediction: fromAbove, coefficients: above };
}

function cost({ luma, cb, cr }: typeof above): number {
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
