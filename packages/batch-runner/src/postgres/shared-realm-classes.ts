import type { RealmClass } from "@shotlist/core";
import { StorageError } from "../failures/storage-error.ts";
import { connect } from "./connection.ts";
import { LostConnection } from "./failure.ts";
import { schemaOf } from "./schema.ts";

/** The kinds of money of which a database has a ledger. Throws `StorageError` where it cannot be asked. */
export async function sharedRealmClasses(address: string): Promise<readonly RealmClass[]> {
  const database = await connect(address);
  try {
    const rows = await database.with((session) =>
      session.rows<{ nspname: string }>("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'shotlist%'"),
    );
    const found = new Set(rows.map(({ nspname }) => nspname));
    return (["live", "local", "mock"] as const).filter((realmClass) => found.has(schemaOf(realmClass)));
  } catch (error) {
    if (!(error instanceof LostConnection)) throw error;
    throw new StorageError("ledger_unreachable", { doing: "opening the ledger", cause: error });
  } finally {
    await database.close();
  }
}
