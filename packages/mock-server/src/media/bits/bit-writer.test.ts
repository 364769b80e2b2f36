import { expect, test } from "vitest";
import { BitWriter } from "./bit-writer.ts";

const binary = (writer: BitWriter): string =>
  Array.from(writer.toBytes(), (byte) => byte.toString(2).padStart(8, "0")).join("");

test("bits are written from the highest to the lowest", () => {
  expect(binary(new BitWriter().bits(0b101, 3).bits(0b01, 2).bits(0xabc, 12).align())).toBe("101011010101111000000000");
});

test.each([
  [0, "1"],
  [1, "010"],
  [2, "011"],
  [3, "00100"],
  [8, "0001001"],
])("writes %i as the Exp-Golomb code %s", (value, code) => {
  expect(binary(new BitWriter().unsignedGolomb(value).align())).toBe(code.padEnd(8, "0"));
});

test.each([
  [0, 0],
  [1, 1],
  [-1, 2],
  [2, 3],
  [-2, 4],
])("signed %i takes the place of unsigned %i", (signed, unsigned) => {
  expect(new BitWriter().signedGolomb(signed).align().toBytes()).toEqual(
    new BitWriter().unsignedGolomb(unsigned).align().toBytes(),
  );
});

test("grows with what is written", () => {
  const writer = new BitWriter();
  for (let index = 0; index < 1000; index++) writer.bits(index & 255, 8);
  expect(writer.toBytes()).toEqual(Uint8Array.from({ length: 1000 }, (_, index) => index & 255));
});
