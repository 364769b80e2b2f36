import type { DatabaseSync } from "node:sqlite";
import type { AttemptRow } from "./attempt-row.ts";
import type { SqliteBooks } from "./sqlite-books.ts";
import { ownColumns } from "./sqlite-columns.ts";
import { allRows } from "./stored.ts";
import { toVersion, type VersionRow } from "./take-row.ts";
import type { LedgerContents } from "./to-records.ts";
import { uploadIn } from "./uploads.ts";

/** Reads everything that a ledger in SQLite holds. */
export function createContents(database: DatabaseSync, books: SqliteBooks): () => LedgerContents {
  const attempts = database.prepare(`${ownColumns} ORDER BY a.created_at, a.id`);
  const versions = database.prepare(
    `SELECT storyboard, take, number, digest, attempt_id, sha256, at FROM versions ORDER BY storyboard, take, number`,
  );
  return () => ({
    attempts: allRows<AttemptRow>(attempts).map((row) => books.withTakes(row)),
    takes: books.takes(),
    uploads: books.uploads().map(uploadIn),
    versions: allRows<VersionRow>(versions).map(toVersion),
  });
}
