import { createHash } from "node:crypto";
import { createReadStream, fsync, open, write } from "node:fs";
import { mkdir, readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";

/**
 * The plain calls on file descriptors: a batch makes many thousands of them, and each one outside the event loop costs more
 * than what it does. So only what moves bytes, waits for the disk or makes a file runs there; names are looked up and
 * changed at once, like the ledger's rows.
 */
const openFile: (path: string, flags: string) => Promise<number> = promisify(open);
export const writeOpened: (file: number, bytes: Uint8Array) => Promise<{ readonly bytesWritten: number }> =
  promisify(write);
export const syncOpened: (file: number) => Promise<void> = promisify(fsync);

/** Opens a file for writing, and makes its folder where it is missing: mostly it is there. */
export async function openWithFolder(path: string, flags: string): Promise<number> {
  try {
    return await openFile(path, flags);
  } catch (error) {
    if (!isAbsence(error)) throw error;
    await mkdir(dirname(path), { recursive: true });
    return openFile(path, flags);
  }
}

/** A shorter file is read in one go. */
const readInOneGo = 1024 * 1024;

/** `sha256` of a file, in hex. */
export async function hashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  if (((await sizeOf(file)) ?? 0) <= readInOneGo) hash.update(await readFile(file));
  else for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest("hex");
}

export function sizeOf(file: string): Promise<number | undefined> {
  return absentAsUndefined(async () => (await stat(file)).size);
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
