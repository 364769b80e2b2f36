import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { isTornCopy, lookAt } from "./look-at.ts";

const clip = Buffer.alloc(10_000, "a clip ");

function setup(bytes: Uint8Array): { readonly file: string; readonly stored: string; readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), "shotlist-look-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [file, stored] = [join(folder, "copy.mp4"), join(folder, "stored.mp4")];
  writeFileSync(file, bytes);
  writeFileSync(stored, clip);
  return { file, stored, folder };
}

const withZeros = Buffer.concat([clip.subarray(0, 4096), Buffer.alloc(clip.length - 4096)]);

test.each([
  ["nothing", Buffer.alloc(0)],
  ["its beginning", clip.subarray(0, 5000)],
  ["its beginning and zeros", withZeros],
  ["zeros alone", Buffer.alloc(300)],
  ["all of it", clip],
])("a file of %s is what a power cut leaves of a copy", (_what, bytes) => {
  const { file, stored } = setup(bytes);
  expect(isTornCopy(file, stored)).toBe(true);
});

test.each([
  ["another text", Buffer.from("what a person wrote")],
  ["the clip and more", Buffer.concat([clip, Buffer.from("!")])],
  ["the clip with one byte changed", Buffer.concat([clip.subarray(0, 9999), Buffer.from("!")])],
])("a file of %s is somebody's", (_what, bytes) => {
  const { file, stored } = setup(bytes);
  expect(isTornCopy(file, stored)).toBe(false);
});

test("a folder and a link are distinguished from files, and a clip that is gone from one that is here", async () => {
  const { file, stored, folder } = setup(clip);
  symlinkSync(file, join(folder, "link.mp4"));
  mkdirSync(join(folder, "folder.mp4"));
  expect(await lookAt(join(folder, "link.mp4"), undefined)).toEqual({ kind: "other" });
  expect(await lookAt(join(folder, "folder.mp4"), undefined)).toEqual({ kind: "other" });
  expect(await lookAt(join(folder, "absent.mp4"), undefined)).toEqual({ kind: "absent" });
  const before = await lookAt(file, { path: stored, sha256: "not looked at" });
  truncateSync(file, 100);
  expect(await lookAt(file, undefined)).not.toEqual(before);
  rmSync(stored);
  expect(isTornCopy(file, stored)).toBe(false);
});
