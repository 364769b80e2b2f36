import { closeSync, constants, copyFile, mkdirSync, openSync, renameSync, statSync } from "node:fs";
import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";
import type { FolderSync } from "./folder-sync.ts";
import { hashOf, isAbsence, syncOpened } from "./files.ts";

const copy = promisify(copyFile);

/** Copies of stored clips, where people want them. */
export interface Copies {
  /** Puts a copy of `source` at `file`, whole; durable once `settle` has resolved. Nothing happens where it is already. */
  place(source: string, file: string, sha256: string): Promise<void>;
  /** Resolves once every copy placed before is on the disk. */
  settle(): Promise<void>;
}

/** So many copies are brought to the disk together; by then the system has written most of them. */
const settledTogether = 256;
/** As many as wait for the disk at once. */
const syncsAtOnce = 4;

/** What a power cut takes of a copy is made again from the store, so no take waits for the sync of its copy. */
export function createCopies({ folders, suffix }: { folders: FolderSync; suffix: () => string }): Copies {
  let placed: string[] = [];
  let settling: Promise<void> = Promise.resolve();

  function settlePlaced(): Promise<void> {
    const files = placed;
    placed = [];
    const next = settling.then(() => syncAll(files));
    settling = next;
    // Whoever settles hears of it.
    settling.catch(() => undefined);
    return next;
  }

  async function syncAll(files: string[]): Promise<void> {
    const left = files.values();
    const one = async (): Promise<void> => {
      for (const file of left) await syncIfThere(file);
    };
    await Promise.all(Array.from({ length: syncsAtOnce }, one));
    await Promise.all([...new Set(files.map((file) => dirname(file)))].map((folder) => folders.sync(folder)));
  }

  return {
    async place(source, file, sha256) {
      if (await isCopy(file, { of: source, sha256 })) return;
      const beside = `${file}.${suffix()}.part`;
      try {
        await copyWithFolder(source, beside);
        renameSync(beside, file);
      } catch (error) {
        await rm(beside, { force: true });
        throw error;
      }
      placed.push(file);
      if (placed.length >= settledTogether) {
        const before = settling;
        void settlePlaced();
        // The disk is not outrun by more than one lot.
        await before;
      }
    },
    settle: settlePlaced,
  };
}

async function isCopy(file: string, { of, sha256 }: { of: string; sha256: string }): Promise<boolean> {
  const have = statSync(file, { throwIfNoEntry: false })?.size;
  if (have === undefined || have !== statSync(of, { throwIfNoEntry: false })?.size) return false;
  return (await hashOf(file)) === sha256;
}

/** Makes the folder where it is missing: mostly it is there. */
async function copyWithFolder(source: string, target: string): Promise<void> {
  try {
    await cloneOrCopy(source, target);
  } catch (error) {
    if (!isAbsence(error)) throw error;
    mkdirSync(dirname(target), { recursive: true });
    await cloneOrCopy(source, target);
  }
}

/** A copy-on-write clone or a plain copy: with a hard link, whoever edits the output would edit the store. */
export function cloneOrCopy(source: string, target: string): Promise<void> {
  return copy(source, target, constants.COPYFILE_FICLONE);
}

async function syncIfThere(path: string): Promise<void> {
  try {
    await syncFile(path);
  } catch (error) {
    // Somebody may have moved it on already.
    if (!isAbsence(error)) throw error;
  }
}

/** Some systems sync only what may be written. */
export async function syncFile(path: string): Promise<void> {
  const file = openSync(path, "r+");
  try {
    await syncOpened(file);
  } finally {
    closeSync(file);
  }
}
