import { closeSync, constants, copyFile, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { hashOf, hashOfBytes, isAbsence, readSmall, writeOpened } from "./files.ts";

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
      const bytes = readSmall(source);
      if (bytes !== undefined) {
        await writeNew(target, bytes);
        return hashOfBytes(bytes);
      }
      await copy(source, target);
      return hashOf(target);
    });
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

async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  const file = openSync(path, "w");
  try {
    await writeOpened(file, bytes);
  } finally {
    closeSync(file);
  }
}
