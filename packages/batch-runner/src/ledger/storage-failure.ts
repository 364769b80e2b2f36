import { StorageError, type StorageCode } from "../failures/storage-error.ts";
import { DamagedLedger } from "./stored.ts";

/**
 * SQLite's primary result codes: FULL, READONLY, PERM, CANTOPEN, CORRUPT, NOTADB, IOERR, BUSY, and ERROR, which is the answer to
 * statements of ours only where a table or a column is gone.
 */
const sqliteCodes: Readonly<Record<number, StorageCode>> = {
  13: "disk_full",
  8: "read_only",
  3: "read_only",
  14: "read_only",
  11: "ledger_damaged",
  26: "ledger_damaged",
  10: "storage_failed",
  5: "ledger_busy",
  1: "ledger_damaged",
};

const systemCodes: Readonly<Record<string, StorageCode>> = {
  ENOSPC: "disk_full",
  EDQUOT: "disk_full",
  EFBIG: "disk_full",
  EROFS: "read_only",
  EACCES: "read_only",
  EPERM: "read_only",
  EIO: "storage_failed",
  ENOENT: "storage_failed",
  ENOTDIR: "no_folder",
  EEXIST: "no_folder",
  EISDIR: "storage_failed",
  EMFILE: "storage_failed",
  ENFILE: "storage_failed",
  // A whole number in the ledger that no amount and no time of ours reaches.
  ERR_OUT_OF_RANGE: "ledger_damaged",
};

/** A disk's refusal as a `StorageError`; anything else as it came. */
export function toStorageError(error: unknown, doing: string): unknown {
  if (!(error instanceof Error) || error instanceof StorageError) return error;
  const code = codeOf(error);
  return code === undefined ? error : new StorageError(code, { doing, cause: error });
}

/** Another process holds the database. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && sqliteCodeOf(error) === 5;
}

function codeOf(error: Error): StorageCode | undefined {
  if (error instanceof DamagedLedger) return "ledger_damaged";
  const sqliteCode = sqliteCodeOf(error);
  if (sqliteCode !== undefined) return sqliteCodes[sqliteCode];
  if (!("code" in error) || typeof error.code !== "string") return undefined;
  // On a read-only disk a recursive `mkdir` says that there is no such folder, and at no other time.
  if (error.code === "ENOENT" && "syscall" in error && error.syscall === "mkdir") return "read_only";
  return systemCodes[error.code];
}

/** SQLite's primary result code, without the byte that extends it. */
function sqliteCodeOf(error: Error): number | undefined {
  return "errcode" in error && typeof error.errcode === "number" ? error.errcode & 0xff : undefined;
}
