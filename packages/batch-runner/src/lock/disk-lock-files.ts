import { open, readFile, rename, rm } from "node:fs/promises";
import { basename } from "node:path";
import type { Plan } from "@shotlist/core";
import { assertOptions } from "@shotlist/schema";
import { toStorageError } from "../ledger/storage-failure.ts";
import type { LockFiles } from "../ports/lock-files.ts";

/** Lock files on the disk, each at the absolute path that `fileOf` gives. */
export function createDiskLockFiles(options: { readonly fileOf: (plan: Plan) => string }): LockFiles {
  assertOptions("createDiskLockFiles", options, { fileOf: "function" });
  const { fileOf } = options;
  return {
    nameOf: (plan) => basename(fileOf(plan)),
    async read(plan) {
      try {
        return await readFile(fileOf(plan), "utf8");
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
        throw toStorageError(error, `reading ${basename(fileOf(plan))}`);
      }
    },
    async write(plan, text) {
      const file = fileOf(plan);
      const beside = `${file}.${process.pid}.part`;
      try {
        const handle = await open(beside, "w");
        try {
          await handle.writeFile(text);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await rename(beside, file);
      } catch (error) {
        await rm(beside, { force: true }).catch(() => undefined);
        throw toStorageError(error, `writing ${basename(file)}`);
      }
    },
  };
}
