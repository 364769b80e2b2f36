import { closeSync, constants, fdatasync, openSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { FolderSync } from "./folder-sync.ts";
import { isAbsence, openWithFolder, syncOpened, writeOpened } from "./files.ts";

const syncData: (file: number) => Promise<void> = promisify(fdatasync);

/** The receipts of one process, in a file of its own next to the clips. */
export interface ReceiptLog {
  /** Resolves once the line, which has its end, is on the disk: lines that come together cost one sync. */
  add(line: string): Promise<void>;
}

interface Waiting {
  readonly line: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Begins with the first line, as `<name>.jsonl` in `folder`, which is made where it is missing. */
export function createReceiptLog(
  folder: string,
  { name, folders }: { readonly name: string; readonly folders: FolderSync },
): ReceiptLog {
  let waiting: Waiting[] = [];
  let isWriting = false;
  let begun = 0;
  let path: string | undefined;

  async function write(text: string): Promise<void> {
    const continued = path === undefined ? undefined : openAgain(path);
    const file = continued ?? begin();
    try {
      await writeOpened(file, [Buffer.from(text)]);
      await (continued === undefined ? syncOpened(file) : syncData(file));
    } finally {
      closeSync(file);
    }
    if (continued !== undefined) return;
    // The names of what is new, up to the folder that was there before.
    for (const made of [folder, dirname(folder), dirname(dirname(folder))]) await folders.sync(made);
  }

  function begin(): number {
    begun += 1;
    path = join(folder, `${name}${begun === 1 ? "" : `-${begun}`}.jsonl`);
    return openWithFolder(path, "ax");
  }

  async function writeWaiting(): Promise<void> {
    const group = waiting;
    waiting = [];
    isWriting = true;
    try {
      await write(group.map(({ line }) => line).join(""));
      for (const { resolve } of group) resolve();
    } catch (error) {
      // A system may drop what it could not write and call its next sync good, and half a line may be left: what comes next begins a new file.
      path = undefined;
      for (const { reject } of group) reject(error);
    }
    isWriting = false;
    if (waiting.length > 0) setImmediate(writeSoon);
  }

  function writeSoon(): void {
    void writeWaiting();
  }

  return {
    add: (line) =>
      new Promise((resolve, reject) => {
        waiting.push({ line, resolve, reject });
        if (waiting.length === 1 && !isWriting) setImmediate(writeSoon);
      }),
  };
}

/** `undefined` where somebody has deleted it. */
function openAgain(path: string): number | undefined {
  try {
    return openSync(path, constants.O_WRONLY | constants.O_APPEND);
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}
