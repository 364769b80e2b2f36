import type { DatabaseSync } from "node:sqlite";
import type { JsonObject } from "@shotlist/core";
import { objectFromStored, oneRow } from "./stored.ts";

/** What runs have learned about their providers, by name. */
export interface LearnedRows {
  readonly recall: (name: string) => JsonObject | undefined;
  readonly remember: (name: string, learned: JsonObject) => void;
}

/** The ledger's memory holds other things as well. */
const rowOf = (name: string): string => ["learned", name].join(" ");

export function createLearnedRows(database: DatabaseSync): LearnedRows {
  const select = database.prepare("SELECT value FROM memory WHERE name = ?");
  const upsert = database.prepare(
    "INSERT INTO memory (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
  );
  return {
    recall(name) {
      const row = oneRow<{ value: string }>(select, rowOf(name));
      return row === undefined ? undefined : objectFromStored<JsonObject>(row.value);
    },
    remember: (name, learned) => void upsert.run(rowOf(name), JSON.stringify(learned)),
  };
}
