import type { DatabaseSync } from "node:sqlite";
import { createDecisions, type Decisions } from "./decisions.ts";
import type { LedgerCalls } from "./ledger-calls.ts";
import { createLedgerTime } from "./ledger-time.ts";
import type { SentNotes } from "./sent-notes.ts";
import { createBooks } from "./sqlite-books.ts";
import { createContents } from "./sqlite-contents.ts";
import { createLearnedRows } from "./sqlite-learned.ts";
import { createLock } from "./sqlite-lock.ts";
import { createSearch } from "./sqlite-search.ts";
import { toRecords } from "./to-records.ts";
import { uploadIn } from "./uploads.ts";

/** Every call of the `Ledger` port, decided inside a transaction of its caller. */
export interface SqliteDecisions extends LedgerCalls, Pick<Decisions, "takeIn"> {}

/**
 * The decisions over one open database; `sent` hears what happens to each attempt, and to uploads that cost money. `turn` counts the
 * transactions, and what is undone within one; it answers nothing outside of them.
 */
export function createSqliteDecisions(
  database: DatabaseSync,
  {
    sent,
    turn,
  }: { readonly sent?: Pick<SentNotes, "note" | "noteUpload">; readonly turn?: () => number | undefined } = {},
): SqliteDecisions {
  const books = createBooks(database);
  const search = createSearch(database);
  const contents = createContents(database, books);
  const lock = createLock(database, turn);
  const { recall, remember } = createLearnedRows(database);
  return {
    ...createDecisions({ books, search, lock, time: createLedgerTime(database) }, sent),
    recall,
    remember(fence, name, learned) {
      lock.assertFence(fence);
      remember(name, learned);
    },
    attempts: (filter = {}) => search.matching(filter).map(books.withTakes),
    currentOf: (realm, digests) => books.allWithTakes(search.currentOf(realm, digests)),
    versionsIn: books.versionsIn,
    takes: books.takes,
    uploads: () => books.uploads().map(uploadIn),
    records: () => toRecords(contents()),
  };
}
