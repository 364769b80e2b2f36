import { closeSync, lstatSync, openSync, readSync, statSync } from "node:fs";
import type { OutputFile } from "../ports/clip-store.ts";
import { markOf } from "./copies.ts";
import { hashOf } from "./files.ts";

/**
 * What lies where a clip would be put. Where `stored` is given, a copy of that clip is known by its length and the mark that it got
 * when it was settled, without being read.
 */
export async function lookAt(
  file: string,
  stored: { readonly path: string; readonly sha256: string } | undefined,
): Promise<OutputFile> {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) return { kind: "absent" };
  if (!found.isFile()) return { kind: "other" };
  const clip = stored === undefined ? undefined : statSync(stored.path, { throwIfNoEntry: false });
  if (stored !== undefined && clip?.size === found.size && found.mtimeMs === markOf(clip.mtimeMs) * 1000)
    return { kind: "file", sha256: stored.sha256 };
  return { kind: "file", sha256: await hashOf(file) };
}

/** Whether every block of a file is that of the stored clip, or zeros: what a power cut leaves of a copy. */
export function isTornCopy(file: string, stored: string): boolean {
  const [have, want] = [lstatSync(file), statSync(stored, { throwIfNoEntry: false })];
  if (want === undefined || !have.isFile() || have.size > want.size) return false;
  const [copy, clip] = [openSync(file, "r"), openSync(stored, "r")];
  try {
    const [left, right] = [Buffer.alloc(blockBytes), Buffer.alloc(blockBytes)];
    for (let at = 0; at < have.size; at += blockBytes) {
      const [bytes] = [readSync(copy, left, 0, blockBytes, at), readSync(clip, right, 0, blockBytes, at)];
      const block = left.subarray(0, bytes);
      if (!block.equals(right.subarray(0, bytes)) && !isZeros(block)) return false;
    }
    return true;
  } finally {
    closeSync(copy);
    closeSync(clip);
  }
}

/** What file systems keep or lose as one. */
const blockBytes = 4096;

function isZeros(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}
