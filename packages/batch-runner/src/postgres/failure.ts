import { StorageError, type StorageCode } from "../failures/storage-error.ts";

/** The server, or the way to it, failed: nobody knows whether it did what it was asked. What was not committed is undone. */
export class LostConnection extends Error {
  override readonly name = "LostConnection";
  constructor(cause: unknown) {
    super("the connection to the ledger was lost", { cause });
  }
}

/** SQLSTATE classes of a server that goes, is not ready, or has asked to try again. */
const passing = ["08", "53", "57P", "40", "25P", "55P"];

/** What the server refuses for good. */
const refusals: Readonly<Record<string, StorageCode>> = {
  "28": "ledger_refused",
  "3D": "ledger_refused",
  "42501": "ledger_refused",
  "53100": "disk_full",
  "25006": "read_only",
  "58": "storage_failed",
  XX: "storage_failed",
  "42P01": "ledger_damaged",
  "42703": "ledger_damaged",
};

/** A failure of the client's library as one of ours. What is not from the server is a failure on the way to it. */
export function failureOf(
  error: unknown,
  databaseError: abstract new (...values: never[]) => Error & { readonly code?: string | undefined },
): Error {
  if (!(error instanceof databaseError)) return new LostConnection(error);
  const { code = "" } = error;
  const refusal = Object.entries(refusals).find(([start]) => code.startsWith(start))?.[1];
  if (refusal === undefined && passing.some((start) => code.startsWith(start))) return new LostConnection(error);
  return refusal === undefined ? error : new StorageError(refusal, { doing: "asking the ledger", cause: error });
}
