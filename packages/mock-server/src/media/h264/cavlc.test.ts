import { expect, test } from "vitest";
import { BitWriter } from "../bits/bit-writer.ts";
import { writeChromaBlock, writeLumaBlock } from "./cavlc.ts";

function codeOf(levels: readonly number[], write: (writer: BitWriter, levels: Int32Array) => void): string {
  const writer = new BitWriter();
  write(writer, Int32Array.from(levels));
  const bits = Array.from(writer.bits(1, 1).align().toBytes(), (byte) => byte.toString(2).padStart(8, "0")).join("");
  return bits.slice(0, bits.lastIndexOf("1"));
}

test.each([
  ["nothing", [], "1"],
  // The worked examples of Richardson, "H.264 and MPEG-4 video compression", 6.4.12.
  ["runs and small levels", [0, 3, 0, 1, -1, -1, 0, 1], "000010001110010111101101"],
  ["levels alone", [-2, 4, 3, -3, 0, 0, -1], "000000011010001001000010111001100"],
  ["many ones", [0, 0, 0, 1, 0, 1, 0, 0, 0, -1], "0001110001110010"],
  ["a level of 15 bits", [10], "00010100000000000000100101"],
])("a luma block of %s has the code of the standard", (_name, levels, code) => {
  expect(
    codeOf(
      Array.from({ length: 16 }, (_, index) => levels[index] ?? 0),
      writeLumaBlock,
    ),
  ).toBe(code);
});

test.each([
  ["nothing", [0, 0, 0, 0], "01"],
  ["a mean", [1, 0, 0, 0], "101"],
  ["a step", [0, -1, 0, 0], "1101"],
])("a chroma block of %s has the code of the standard", (_name, levels, code) => {
  expect(codeOf(levels, writeChromaBlock)).toBe(code);
});

test("a level beyond the baseline profile is refused", () => {
  expect(() => codeOf([2100, ...Array.from({ length: 15 }, () => 0)], writeLumaBlock)).toThrow("too large");
});
