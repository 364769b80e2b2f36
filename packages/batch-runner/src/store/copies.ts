import { closeSync, fstatSync, futimesSync, openSync, renameSync, statSync, type Stats } from "node:fs";
import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { ClipDamagedError } from "../failures/clip-errors.ts";
import { createFileCopies } from "./copy-files.ts";
import type { FolderSync } from "./folder-sync.ts";
import { hashOf, isAbsence, syncOpened } from "./files.ts";

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

interface Placed {
  readonly source: string;
  readonly file: string;
  /** Its modification time when it was seen to be the same. */
  readonly mtimeMs: number;
  /** Whether it was there before: then it is none of ours to fail for. */
  readonly wasThere: boolean;
}

/**
 * What a power cut takes of a copy is made again from the store, so no take waits for the sync of its copy. A copy that has
 * been synced gets the time of its source in whole seconds: by that mark and its length it is known again without being read.
 */
export function createCopies({ folders, suffix }: { folders: FolderSync; suffix: () => string }): Copies {
  const copyFile = createFileCopies();
  let placed: Placed[] = [];
  let settling: Promise<void> = Promise.resolve();

  function settlePlaced(): Promise<void> {
    const copies = placed;
    placed = [];
    const next = settling.then(() => settleAll(copies));
    settling = next;
    // Whoever settles hears of it.
    settling.catch(() => undefined);
    return next;
  }

  async function settleAll(copies: readonly Placed[]): Promise<void> {
    const left = copies.values();
    const one = async (): Promise<void> => {
      for (const copied of left) await settleIfThere(copied);
    };
    await Promise.all(Array.from({ length: syncsAtOnce }, one));
    await Promise.all([...new Set(copies.map(({ file }) => dirname(file)))].map((folder) => folders.sync(folder)));
  }

  return {
    async place(source, file, sha256) {
      const found = await standingOf(file, { source, sha256 });
      if (found === "marked") return;
      if (found === "other") await copyBeside(source, file, sha256);
      const mtimeMs = found === "other" ? statSync(file).mtimeMs : found.mtimeMs;
      placed.push({ source, file, mtimeMs, wasThere: found !== "other" });
      if (placed.length < settledTogether) return;
      const before = settling;
      void settlePlaced();
      // The disk is not outrun by more than one lot.
      await before;
    },
    settle: settlePlaced,
  };

  async function copyBeside(source: string, file: string, sha256: string): Promise<void> {
    const beside = `${file}.${suffix()}.part`;
    try {
      // A disk forgets, and people open the wrong file: nothing is returned that is not the clip that was paid for.
      if ((await copyFile(source, beside)) !== sha256) throw new ClipDamagedError(sha256);
      renameSync(beside, file);
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
  }
}

/** What is at the place of a copy: one that was settled, a file with the same bytes, or neither. */
async function standingOf(
  file: string,
  { source, sha256 }: { source: string; sha256: string },
): Promise<"marked" | "other" | Stats> {
  const have = statSync(file, { throwIfNoEntry: false });
  const want = have === undefined ? undefined : statSync(source, { throwIfNoEntry: false });
  if (have === undefined || have.size !== want?.size) return "other";
  if (have.mtimeMs === markOf(want.mtimeMs) * 1000) return "marked";
  return (await hashOf(file)) === sha256 ? have : "other";
}

/** Seconds; a file that somebody writes has a fraction almost always. */
export function markOf(mtimeMs: number): number {
  return Math.floor(mtimeMs / 1000);
}

async function settleIfThere(copied: Placed): Promise<void> {
  try {
    await settle(copied);
  } catch (error) {
    // Somebody may have moved it on already.
    if (!copied.wasThere && !isAbsence(error)) throw error;
  }
}

async function settle({ source, file, mtimeMs }: Placed): Promise<void> {
  // Some systems sync only what may be written.
  const opened = openSync(file, "r+");
  try {
    await syncOpened(opened);
    // Not what somebody has written to it meanwhile.
    if (fstatSync(opened).mtimeMs !== mtimeMs) return;
    const mark = markOf(statSync(source).mtimeMs);
    futimesSync(opened, mark, mark);
  } finally {
    closeSync(opened);
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
