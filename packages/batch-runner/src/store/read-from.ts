import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { FileBytes } from "../container/file-bytes.ts";

/** Read at once: heads that lie close together cost one call. */
const windowBytes = 16 * 1024;

/** Runs `work` with a function that reads anywhere in a file. */
export function readFrom<Value>(path: string, work: (bytes: FileBytes) => Value): Value {
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    let windowAt = 0;
    let window: Uint8Array = new Uint8Array();
    const isIn = (at: number, length: number): boolean => at >= windowAt && at + length <= windowAt + window.length;
    return work({
      size,
      read(at, wanted) {
        const length = Math.max(0, Math.min(wanted, size - at));
        if (!isIn(at, length)) {
          window = Buffer.allocUnsafe(Math.max(length, Math.min(windowBytes, size - at)));
          window = window.subarray(0, readSync(file, window, { position: at }));
          windowAt = at;
        }
        return window.subarray(at - windowAt, at - windowAt + length);
      },
    });
  } finally {
    closeSync(file);
  }
}
