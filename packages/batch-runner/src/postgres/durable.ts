import type { RealmClass } from "@shotlist/core";
import { StorageError } from "../failures/storage-error.ts";
import type { Session } from "./connection.ts";

/**
 * Refuses a server that confirms what is not on its disk: after a crash it would not know what was paid for. `fsync` may be off
 * only where no money is real.
 */
export async function assertDurable(session: Session, realmClass: RealmClass): Promise<void> {
  const rows = await session.rows<{ name: string; setting: string; reset_val: string }>(
    "SELECT name, setting, reset_val FROM pg_settings WHERE name IN ('synchronous_commit', 'fsync')",
  );
  for (const { name, setting, reset_val } of rows) {
    if (name === "fsync" && realmClass !== "live") continue;
    if (setting === "off" || reset_val === "off") {
      throw new StorageError("ledger_not_durable", { doing: "opening the ledger" });
    }
  }
}
