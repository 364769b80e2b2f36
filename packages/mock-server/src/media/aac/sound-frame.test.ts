import { expect, test } from "vitest";
import { encodeSoundFrame } from "./sound-frame.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

test("silence is a frame without bands", () => {
  // id 000, tag 0000, gain 00000000, window 0000, bands 000000, no prediction, no tools 000, end 111
  expect(hex(encodeSoundFrame(0, undefined))).toBe("00000007");
});

test("a tone keeps its size and turns by a quarter each frame", () => {
  const frames = Array.from({ length: 8 }, (_, frame) => hex(encodeSoundFrame(frame, { line: 37, gain: 180 })));
  expect(frames[0]).toBe(frames[1]);
  expect(frames[2]).toBe(frames[3]);
  expect(frames[0]).not.toBe(frames[2]);
  expect(frames.slice(4)).toEqual(frames.slice(0, 4));
});
