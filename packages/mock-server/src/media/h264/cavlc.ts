import type { BitWriter } from "../bits/bit-writer.ts";
import {
  chromaCoefficientToken,
  chromaTotalZeros,
  type CodeTable,
  lumaCoefficientToken,
  lumaTotalZeros,
  runBefore,
} from "./cavlc-tables.ts";

interface BlockCodes {
  readonly token: CodeTable;
  readonly totalZeros: readonly CodeTable[];
}

const luma: BlockCodes = { token: lumaCoefficientToken, totalZeros: lumaTotalZeros };
const chroma: BlockCodes = { token: chromaCoefficientToken, totalZeros: chromaTotalZeros };

/** Writes the 16 luma DC levels of a macroblock, in scan order; valid while no macroblock codes AC levels. */
export function writeLumaBlock(writer: BitWriter, levels: Int32Array): void {
  writeBlock(writer, levels, luma);
}

/** Writes the 4 DC levels of one chroma plane of a macroblock. */
export function writeChromaBlock(writer: BitWriter, levels: Int32Array): void {
  writeBlock(writer, levels, chroma);
}

/** Levels and runs of the current block, highest frequency first; kept between calls, as there are thousands. */
const found = new Int32Array(16);
const runs = new Int32Array(16);

function writeBlock(writer: BitWriter, levels: Int32Array, codes: BlockCodes): void {
  let total = 0;
  let zeros = 0;
  for (let index = levels.length - 1; index >= 0; index--) {
    const level = levels[index]!;
    if (level !== 0) {
      found[total] = level;
      runs[total++] = 0;
    } else if (total > 0) {
      runs[total - 1]!++;
      zeros++;
    }
  }
  let ones = 0;
  while (ones < 3 && ones < total && Math.abs(found[ones]!) === 1) ones++;

  writeCode(writer, codes.token, 4 * total + ones);
  if (total === 0) return;
  for (let index = 0; index < ones; index++) writer.bits(found[index]! < 0 ? 1 : 0, 1);
  writeLevels(writer, total, ones);
  if (total < levels.length) writeCode(writer, codes.totalZeros[total - 1]!, zeros);
  for (let index = 0; index < total - 1 && zeros > 0; index++) {
    writeCode(writer, runBefore[Math.min(zeros, 7) - 1]!, runs[index]!);
    zeros -= runs[index]!;
  }
}

function writeLevels(writer: BitWriter, total: number, ones: number): void {
  let suffixBits = total > 10 && ones < 3 ? 1 : 0;
  for (let index = ones; index < total; index++) {
    const level = found[index]!;
    const code = level > 0 ? 2 * level - 2 : -2 * level - 1;
    // After fewer than three trailing ones the next level is known to be larger than one.
    writeLevel(writer, index === ones && ones < 3 ? code - 2 : code, suffixBits);
    if (suffixBits === 0) suffixBits = 1;
    if (suffixBits < 6 && Math.abs(level) > 3 << (suffixBits - 1)) suffixBits++;
  }
}

function writeLevel(writer: BitWriter, code: number, suffixBits: number): void {
  const escape = suffixBits === 0 ? 30 : 15 << suffixBits;
  if (code - escape >= 4096) throw new Error("a level is too large for the baseline profile");
  if (code >= escape) writer.bits(1, 16).bits(code - escape, 12);
  else if (suffixBits > 0) writer.bits(1, (code >> suffixBits) + 1).bits(code & ((1 << suffixBits) - 1), suffixBits);
  else if (code < 14) writer.bits(1, code + 1);
  else writer.bits(1, 15).bits(code - 14, 4);
}

function writeCode(writer: BitWriter, table: CodeTable, index: number): void {
  writer.bits(table.values[index]!, table.lengths[index]!);
}
