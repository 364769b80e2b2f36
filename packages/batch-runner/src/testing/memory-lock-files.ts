import type { Plan } from "@shotlist/core";
import type { LockFiles } from "../ports/lock-files.ts";

/** Lock files in memory, by the name of their storyboard. */
export interface MemoryLockFiles extends LockFiles {
  readonly files: Map<string, string>;
  writes: number;
}

export function createMemoryLockFiles(): MemoryLockFiles {
  const files = new Map<string, string>();
  const lockFiles: MemoryLockFiles = {
    files,
    writes: 0,
    nameOf,
    read: async (plan) => files.get(nameOf(plan)),
    write: async (plan, text) => {
      lockFiles.writes += 1;
      files.set(nameOf(plan), text);
    },
  };
  return lockFiles;
}

function nameOf({ storyboard }: Plan): string {
  return `${storyboard}.lock.json`;
}
