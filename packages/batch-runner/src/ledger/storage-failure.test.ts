import { expect, it } from "vitest";
import { toStorageError } from "./storage-failure.ts";

function systemError(code: string, syscall: string): Error {
  return Object.assign(new Error(`${code}: refused`), { code, syscall });
}

it.each([
  [systemError("ENOSPC", "write"), "disk_full"],
  [systemError("EROFS", "open"), "read_only"],
  [systemError("ENOENT", "mkdir"), "read_only"],
  [systemError("ENOENT", "open"), "storage_failed"],
  [systemError("ENOTDIR", "mkdir"), "no_folder"],
  [systemError("EEXIST", "mkdir"), "no_folder"],
  [Object.assign(new Error("database disk image is malformed"), { errcode: 11 }), "ledger_damaged"],
  [Object.assign(new Error("file is not a database"), { errcode: 26 }), "ledger_damaged"],
  [Object.assign(new Error("database is locked"), { errcode: 5 }), "ledger_busy"],
])("%s is reported as %2$s", (error, code) => {
  expect(toStorageError(error, "testing")).toMatchObject({ name: "StorageError", code, cause: error });
});
