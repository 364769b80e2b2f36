import { RunnerError } from "./runner-error.ts";
import type { WayOut } from "./way-out.ts";

export type StorageCode =
  | "disk_full"
  | "read_only"
  | "no_folder"
  | "ledger_damaged"
  | "ledger_busy"
  | "ledger_unreachable"
  | "ledger_refused"
  | "ledger_not_durable"
  | "client_missing"
  | "dispatch_missing"
  | "clips_unreachable"
  | "clips_refused"
  | "clips_failed"
  | "clips_client_missing"
  | "storage_failed";

/** The disk failed. Nothing is lost: paid work is in the ledger or at the vendor. */
export class StorageError extends RunnerError {
  override readonly name = "StorageError";
  readonly code: StorageCode;
  constructor(code: StorageCode, { doing, cause }: { doing: string; cause?: unknown }) {
    const words = wordsOfCause(code, cause);
    super(`${storageMessages[code]} while ${doing}${words}`, {
      hint: storageHints[code],
      way: storageWays[code],
      cause,
    });
    this.code = code;
  }
}

/** Details that the code does not contain. */
function wordsOfCause(code: StorageCode, cause: unknown): string {
  if (!(cause instanceof Error)) return "";
  return code === "storage_failed" || code === "clips_failed" || cause.name === "DamagedLedger"
    ? `: ${cause.message}`
    : "";
}

const storageMessages: Readonly<Record<StorageCode, string>> = {
  disk_full: "The disk is full",
  read_only: "No permission to write",
  no_folder: "A file is in the place of a folder",
  ledger_busy: "Another process has locked the ledger for too long: gave up",
  ledger_damaged: "The ledger is damaged, or it is not a ledger: found",
  ledger_unreachable: "The ledger's server cannot be reached: gave up",
  ledger_refused: "The ledger's server refused access",
  ledger_not_durable: "The ledger's server confirms writes before they are on its disk: stopped",
  client_missing: "The package pg is not installed: stopped",
  dispatch_missing: "The package pg-boss is not installed: stopped",
  clips_unreachable: "The bucket cannot be reached: gave up",
  clips_refused: "The bucket refused access",
  clips_failed: "The bucket failed",
  clips_client_missing: "The package aws4fetch is not installed: stopped",
  storage_failed: "The disk failed",
};

const storageHints: Readonly<Record<StorageCode, string>> = {
  disk_full: "Free some space, then run the same command again: it continues where it stopped.",
  read_only: "Make the folder writable, or choose another one; then run again.",
  no_folder: "Choose other folders, then run again.",
  ledger_busy: "Wait until it ends, or resume it if it is stopped; then run the same command again.",
  ledger_damaged:
    "Restore it from a backup, or move it away and rebuild it from the receipts of the clips. Nothing is submitted until then.",
  ledger_unreachable:
    "Start the server or check its address, then run the same command again: it continues where it stopped.",
  ledger_refused: "Check the user, the password and the name of the database, then run again.",
  ledger_not_durable:
    "Turn on synchronous_commit (and fsync) in PostgreSQL, then run again. Nothing is submitted until then.",
  client_missing: "Run: npm install pg",
  dispatch_missing: "Run: npm install pg-boss@12.38.0",
  clips_unreachable:
    "Check the address of the storage and the network, then run the same command again. Clips that are on this disk are sent then.",
  clips_refused: "Check the name of the bucket, the region, the keys and what they may do, then run again.",
  clips_failed: "Check the bucket, then run the same command again. Clips that are on this disk are sent then.",
  clips_client_missing: "Run: npm install aws4fetch",
  storage_failed: "Check the disk, then run the same command again: it continues where it stopped.",
};

const storageWays: { readonly [code in StorageCode]?: WayOut } = {
  read_only: "make-writable",
  no_folder: "other-folders",
  ledger_damaged: "move-ledger-and-rebuild",
};

/** A task exists, but its id could not be written to the ledger. */
export class UnrecordedTaskError extends RunnerError {
  override readonly name = "UnrecordedTaskError";
  readonly code = "task_not_recorded";
  readonly take: string;
  readonly taskId: string;
  readonly storage: StorageError;
  constructor(taskId: string, take: string, storage: StorageError) {
    super(`Task ${taskId} exists, but its id could not be written to the ledger: ${storage.message}`, {
      hint: `Free some space, then adopt task ${taskId} for ${take}.`,
      way: "adopt",
      cause: storage,
    });
    this.take = take;
    this.taskId = taskId;
    this.storage = storage;
  }
}
