import type { BitWriter } from "../bits/bit-writer.ts";
import { acCode, dcCode, type Code } from "./codes.ts";
import { transform, zigzag } from "./transform.ts";

/** Writes a block of 64 values; `before` is what this returned for the block before it in the same plane. */
export function writeBlock(writer: BitWriter, values: Int16Array, before: number): number {
  const coefficients = transform(values);
  const mean = coefficients[0]!;
  writeValue(writer, dcCode(widthOf(mean - before)), mean - before);
  let zeros = 0;
  for (let index = 1; index < 64; index++) {
    const value = coefficients[zigzag[index]!]!;
    if (value === 0) {
      zeros += 1;
      continue;
    }
    for (; zeros > 15; zeros -= 16) writeValue(writer, acCode(15, 0), 0);
    writeValue(writer, acCode(zeros, widthOf(value)), value);
    zeros = 0;
  }
  if (zeros > 0) writeValue(writer, acCode(0, 0), 0);
  return mean;
}

/** Negative values are written as the complement of their size. */
function writeValue(writer: BitWriter, [code, codeWidth]: Code, value: number): void {
  const width = widthOf(value);
  writer.bits(code, codeWidth).bits(value < 0 ? value + (1 << width) - 1 : value, width);
}

function widthOf(value: number): number {
  return 32 - Math.clz32(Math.abs(value));
}
