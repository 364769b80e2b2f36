import { dirname, join, resolve } from "node:path";
import { createDiskLockFiles, type LockFiles } from "@shotlist/batch-runner";

/** The lock files next to storyboards whose paths are relative to `cwd`. */
export function lockFilesIn(cwd: string): LockFiles {
  return createDiskLockFiles({
    fileOf: ({ file, storyboard }) => join(resolve(cwd, dirname(file)), `${storyboard}.lock.json`),
  });
}
