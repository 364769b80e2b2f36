import { StorageError, type StorageCode } from "../errors.ts";

/** SQLite's primary result codes: FULL, READONLY, PERM, CANTOPEN; the rest of a disk's failures are IOERR, CORRUPT, NOTADB. */
const sqliteCodes: Readonly<Record<number, StorageCode>> = {
  13: "disk_full",
  8: "read_only",
  3: "read_only",
  14: "read_only",
  10: "storage_failed",
  11: "storage_failed",
  26: "storage_failed",
  5: "storage_failed",
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
  ENOTDIR: "storage_failed",
  EISDIR: "storage_failed",
  EMFILE: "storage_failed",
  ENFILE: "storage_failed",
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
  const sqliteCode = sqliteCodeOf(error);
  if (sqliteCode !== undefined) return sqliteCodes[sqliteCode];
  if ("code" in error && typeof error.code === "string") return systemCodes[error.code];
  return undefined;
}

/** SQLite's primary result code, without the byte that extends it. */
function sqliteCodeOf(error: Error): number | undefined {
  return "errcode" in error && typeof error.errcode === "number" ? error.errcode & 0xff : undefined;
}
