import type { DatabaseSync } from "node:sqlite";
import { createDecisions, type Decisions } from "./decisions.ts";
import type { LedgerCalls } from "./ledger-calls.ts";
import { createLedgerTime } from "./ledger-time.ts";
import type { SentNotes } from "./sent-notes.ts";
import { createBooks } from "./sqlite-books.ts";
import { createContents } from "./sqlite-contents.ts";
import { createLock } from "./sqlite-lock.ts";
import { createSearch } from "./sqlite-search.ts";
import { toRecords } from "./to-records.ts";

/** Every call of the `Ledger` port, decided inside a transaction of its caller. */
export interface SqliteDecisions extends LedgerCalls, Pick<Decisions, "takeIn"> {}

/** The decisions over one open database; `noteSent` hears what happens to each attempt. */
export function createSqliteDecisions(database: DatabaseSync, noteSent?: SentNotes["note"]): SqliteDecisions {
  const books = createBooks(database);
  const search = createSearch(database);
  const contents = createContents(database, books);
  const tables = { books, search, lock: createLock(database), time: createLedgerTime(database) };
  return {
    ...createDecisions(tables, noteSent),
    attempts: (filter = {}) => search.matching(filter).map(books.withTakes),
    takes: books.takes,
    records: () => toRecords(contents()),
  };
}
