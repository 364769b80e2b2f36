import { dirname, join, resolve } from "node:path";
import { createDiskLockFiles, type LockFiles } from "@shotlist/batch-runner";
import type { Plan } from "@shotlist/core";

/** The lock files next to storyboards whose paths are relative to `cwd`. */
export function lockFilesIn(cwd: string): LockFiles {
  return createDiskLockFiles({ fileOf: (plan) => lockFileOf(plan, cwd) });
}

/** Absolute path of the lock file of a storyboard whose path is relative to `cwd`. */
export function lockFileOf({ file, storyboard }: Pick<Plan, "file" | "storyboard">, cwd: string): string {
  return join(resolve(cwd, dirname(file)), `${storyboard}.lock.json`);
}
