import type { ClientConfig } from "pg";
import { StorageError } from "../failures/storage-error.ts";

const connectTimeoutMs = 10_000;

/** The client of PostgreSQL: a package of its own, loaded when it is needed. Throws `StorageError` where it is missing. */
export async function loadClient(): Promise<(typeof import("pg"))["default"]> {
  const { default: pg } = await import("pg").catch((cause: unknown) => {
    throw new StorageError("client_missing", { doing: "opening the ledger", cause });
  });
  return pg;
}

/** How a server at a `postgres://` address is connected to. A query may take as long as connecting, unless it is said otherwise. */
export function settingsFor(address: string, queryTimeoutMs: number = connectTimeoutMs): ClientConfig {
  return {
    connectionString: address,
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: queryTimeoutMs,
    keepAlive: true,
    application_name: "shotlist",
  };
}
