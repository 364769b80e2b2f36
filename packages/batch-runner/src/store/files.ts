import { createHash } from "node:crypto";
import {
  closeSync,
  createReadStream,
  fsync,
  mkdirSync,
  openSync,
  readSync,
  statSync,
  write,
  writevSync,
} from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";

/**
 * The plain calls on file descriptors: a batch makes many thousands of them, and each one outside the event loop costs more
 * than what it does. So only what waits for the disk or moves many bytes runs there; names are looked up and changed at
 * once, and small files written and read, like the ledger's rows.
 */
const writeMany: (file: number, bytes: Uint8Array) => Promise<{ readonly bytesWritten: number }> = promisify(write);
export const syncOpened: (file: number) => Promise<void> = promisify(fsync);

/** What is no longer than this is written and read at once: the system keeps it in memory. */
export const smallBytes: number = 64 * 1024;

/** Writes all of it to an open file; `wrote` hears of each part as it is in the file. */
export async function writeOpened(
  file: number,
  parts: readonly Uint8Array[],
  wrote: (part: Uint8Array) => void = () => undefined,
): Promise<void> {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  if (length === 0) return;
  // As they are: putting them together would be one more copy of each clip.
  const written = length <= smallBytes ? writevSync(file, [...parts]) : 0;
  if (written === length) return parts.forEach(wrote);
  let left: Uint8Array = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
  if (written > 0) wrote(left.subarray(0, written));
  left = left.subarray(written);
  while (left.length > 0) {
    const { bytesWritten } = await writeMany(file, left);
    wrote(left.subarray(0, bytesWritten));
    left = left.subarray(bytesWritten);
  }
}

/** Opens a file for writing, and makes its folder where it is missing: mostly it is there. */
export function openWithFolder(path: string, flags: string): number {
  try {
    return openSync(path, flags);
  } catch (error) {
    if (!isAbsence(error)) throw error;
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, flags);
  }
}

/** Filled and hashed in one go. */
const hashed = Buffer.allocUnsafe(smallBytes + 1);

/** `sha256` of a file, in hex. */
export async function hashOf(file: string): Promise<string> {
  const small = readSmall(file, hashed);
  if (small !== undefined) return hashOfBytes(small);
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest("hex");
}

export function hashOfBytes(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** All of a small file, in `into`, which has room for one byte more; `undefined` for a larger one. */
export function readSmall(path: string, into: Buffer): Buffer | undefined {
  const file = openSync(path, "r");
  try {
    let length = 0;
    for (let read = -1; read !== 0 && length < into.length; length += read) {
      read = readSync(file, into, length, into.length - length, length);
    }
    return length > smallBytes ? undefined : into.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

export function sizeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.size;
}

/** `undefined` where what was to be read is not there. */
export async function absentAsUndefined<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

export function isAbsence(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
