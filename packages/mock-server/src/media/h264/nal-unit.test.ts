import { expect, test } from "vitest";
import { BitWriter } from "../bits/bit-writer.ts";
import { nalHeader, toNalUnit } from "./nal-unit.ts";

const payload = (...bytes: readonly number[]): BitWriter =>
  bytes.reduce((writer, byte) => writer.bits(byte, 8), new BitWriter());

test("a unit is its header, its payload and a stop bit", () => {
  expect(Array.from(toNalUnit(nalHeader.picture, payload(7)))).toEqual([0x41, 7, 0x80]);
});

test("nothing in a unit looks like a start code", () => {
  expect(Array.from(toNalUnit(nalHeader.keyPicture, payload(0, 0, 1, 0, 0, 0, 0, 0, 3, 0, 0, 4)))).toEqual([
    0x65, 0, 0, 3, 1, 0, 0, 3, 0, 0, 3, 0, 3, 0, 0, 4, 0x80,
  ]);
});
