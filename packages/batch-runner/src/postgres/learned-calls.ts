import type { JsonObject } from "@shotlist/core";
import { LedgerFencedError } from "../failures/ledger-errors.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { objectFromStored } from "../ledger/stored.ts";
import type { Database } from "./connection.ts";

/** What runs have learned, one statement each: nothing is decided by it, so it waits for no other write. */
export function createLearnedCalls(database: Database, schema: string): Pick<Ledger, "recall" | "remember"> {
  const select = `SELECT value FROM ${schema}.learned WHERE name = $1`;
  const upsert = `INSERT INTO ${schema}.learned (name, value)
    SELECT $1, $2 FROM ${schema}.sessions WHERE fence = $3 AND is_open
    ON CONFLICT (name) DO UPDATE SET value = excluded.value RETURNING name`;
  return {
    async recall(name) {
      const [row] = await database.with((session) => session.rows<{ value: string }>(select, [name]));
      return row === undefined ? undefined : objectFromStored<JsonObject>(row.value);
    },
    async remember(fence, name, learned) {
      const values = [name, JSON.stringify(learned), fence];
      const written = await database.with((session) => session.rows(upsert, values));
      if (written.length === 0) throw new LedgerFencedError();
    },
  };
}
