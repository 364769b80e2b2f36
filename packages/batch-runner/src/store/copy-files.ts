import { closeSync, constants, copyFile, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { hashOf, hashOfBytes, isAbsence, readSmall, smallBytes } from "./files.ts";

const copy = promisify(copyFile);

/** A copy-on-write clone or a plain copy: with a hard link, whoever edits the output would edit the store. */
export function cloneOrCopy(source: string, target: string): Promise<void> {
  return copy(source, target, constants.COPYFILE_FICLONE);
}

/**
 * Copies files of one store and answers the `sha256` of what was copied: a clone where the file system has clones, which is
 * found out once for each folder, else a plain copy. A small file is then read once: what is hashed is what is written.
 */
export function createFileCopies(): (source: string, target: string) => Promise<string> {
  const withoutClones = new Set<string>();

  async function clone(source: string, target: string): Promise<boolean> {
    const folder = dirname(target);
    if (withoutClones.has(folder)) return false;
    try {
      await copy(source, target, constants.COPYFILE_FICLONE_FORCE);
      return true;
    } catch (error) {
      if (isAbsence(error)) throw error;
      withoutClones.add(folder);
      return false;
    }
  }

  return (source, target) =>
    withFolder(target, async () => {
      if (await clone(source, target)) return hashOf(target);
      const hash = copySmall(source, target);
      if (hash !== undefined) return hash;
      await copy(source, target);
      return hashOf(target);
    });
}

/** Filled and read in one go, so that no two copies meet in it: a buffer for each would be most of what a batch throws away. */
const copied = Buffer.allocUnsafe(smallBytes + 1);

/** `undefined` for a file that is not small: nothing is written then. */
function copySmall(source: string, target: string): string | undefined {
  const bytes = readSmall(source, copied);
  if (bytes === undefined) return undefined;
  const file = openSync(target, "w");
  try {
    for (let left = bytes; left.length > 0; left = left.subarray(writeSync(file, left)));
  } finally {
    closeSync(file);
  }
  return hashOfBytes(bytes);
}

/** Makes the folder where it is missing: mostly it is there. */
async function withFolder<Value>(target: string, make: () => Promise<Value>): Promise<Value> {
  try {
    return await make();
  } catch (error) {
    if (!isAbsence(error)) throw error;
    mkdirSync(dirname(target), { recursive: true });
    return make();
  }
}
