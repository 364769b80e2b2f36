import type { DatabaseSync } from "node:sqlite";
import type { AttemptRow } from "./attempt-row.ts";
import type { OwnBooks } from "./books.ts";
import { ownColumns } from "./sqlite-columns.ts";
import { allRows, oneRow } from "./stored.ts";

/** The same entries as merges read and write them: each attempt by itself. */
export function createOwnBooks(database: DatabaseSync): OwnBooks {
  const sql = {
    byId: database.prepare(`${ownColumns} WHERE a.id = ?`),
    ofDigest: database.prepare(`${ownColumns} WHERE a.realm = ? AND a.digest = ?`),
    numbered: database.prepare("SELECT id FROM attempts WHERE realm = ? AND digest = ? AND number = ?"),
    retireAll: database.prepare("UPDATE attempts SET retired = 1 WHERE realm = ? AND digest = ?"),
    reinstate: database.prepare("UPDATE attempts SET retired = 0 WHERE id = ?"),
    counters: database.prepare("UPDATE attempts SET counters = ? WHERE id = ?"),
  };
  return {
    ownRowOf: (attemptId) => oneRow<AttemptRow>(sql.byId, attemptId),
    ownRowsOf: (realm, digest) => allRows<AttemptRow>(sql.ofDigest, realm, digest),
    isNumbered: (realm, digest, number) => sql.numbered.get(realm, digest, number) !== undefined,
    retireAll: (realm, digest) => void sql.retireAll.run(realm, digest),
    reinstate: (attemptId) => void sql.reinstate.run(attemptId),
    setCounters: (attemptId, counters) => void sql.counters.run(JSON.stringify(counters), attemptId),
  };
}
