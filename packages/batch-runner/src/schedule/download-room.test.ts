import { expect, it } from "vitest";
import { createDownloadRoom } from "./download-room.ts";

const mebibyte = 1024 * 1024;

it.each([
  ["unknown", [], 8],
  ["short", [50_000], 32],
  ["of some mebibytes", [4 * mebibyte], 16],
  ["long", [100 * mebibyte], 8],
  ["short and long", [mebibyte, 7 * mebibyte], 16],
  ["empty", [0], 32],
])("has room for clips by their usual length: %s", (_what, lengths, atOnce) => {
  const room = createDownloadRoom();
  for (const bytes of lengths) room.fetched(bytes);
  expect(room.atOnce()).toBe(atOnce);
});
