import { createHash } from "node:crypto";
import { closeSync, openSync, readSync, statSync, type Stats } from "node:fs";

/** What a file system says of a file: device, inode, length, when it was written and when anything about it was changed. */
export type FileMark = readonly [device: number, inode: number, bytes: number, mtimeMs: number, ctimeMs: number];

/** The coarsest times that file systems keep are of two seconds; a change within one leaves no mark. */
const coarsestMs = 3000;

export function markOf({ dev, ino, size, mtimeMs, ctimeMs }: Stats): FileMark {
  return [dev, ino, size, mtimeMs, ctimeMs];
}

/** The mark of a regular file; `undefined` where there is none. */
export function markAt(path: string): FileMark | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true ? markOf(stats) : undefined;
}

export function isSameMark(one: FileMark, other: FileMark | undefined): boolean {
  return one.every((value, index) => value === other?.[index]);
}

/** Whether a file was last changed so long before a moment that each change since then has changed its mark as well. */
export function isQuietAt([, , , mtimeMs, ctimeMs]: FileMark, moment: number): boolean {
  return Math.max(mtimeMs, ctimeMs) < moment - coarsestMs;
}

/** SHA-256 of a file's content, in pieces: a ledger may be larger than memory. */
export function hashAt(path: string): string {
  const file = openSync(path, "r");
  try {
    const hash = createHash("sha256");
    const chunk = new Uint8Array(256 * 1024);
    for (let bytes = readSync(file, chunk); bytes > 0; bytes = readSync(file, chunk))
      hash.update(chunk.subarray(0, bytes));
    return hash.digest("hex");
  } finally {
    closeSync(file);
  }
}
