import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { absentAsUndefined } from "../store/files.ts";
import { nameInStore } from "./names.ts";

/** What this machine has and the bucket does not have yet, by name: it survives the program. */
export interface Outbox {
  readonly add: (name: string) => Promise<void>;
  readonly done: (name: string) => Promise<void>;
  readonly waiting: () => Promise<readonly string[]>;
}

export function createOutbox(folder: string): Outbox {
  const noteOf = (name: string): string => join(folder, name.slice(name.lastIndexOf("/") + 1));
  return {
    async add(name) {
      await mkdir(folder, { recursive: true });
      await writeFile(noteOf(name), "");
    },
    done: (name) => rm(noteOf(name), { force: true }),
    async waiting() {
      const notes = (await absentAsUndefined(() => readdir(folder))) ?? [];
      return notes.filter((note) => /^[0-9a-f]{64}\./u.test(note)).map(nameInStore);
    },
  };
}
