import type { DatabaseSync } from "node:sqlite";
import type { TakeRecord } from "./take-record.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import type { AttemptRow } from "./attempt-row.ts";
import type { LedgerCall, LedgerCalls } from "./ledger-calls.ts";
import type { LedgerRecord } from "./ledger-record.ts";
import type { SentNotes } from "./sent-notes.ts";
import { createAdmission } from "./sqlite-admission.ts";
import { createAdvances } from "./sqlite-advance.ts";
import { createBooks } from "./sqlite-books.ts";
import { createLock } from "./sqlite-lock.ts";
import { createMerge } from "./sqlite-merge.ts";
import { createReviews } from "./sqlite-reviews.ts";
import { createSearch } from "./sqlite-search.ts";

/** The decisions of the `Ledger` port, each to be run inside a transaction of its caller. */
export interface Decisions extends LedgerCalls {
  /** `importRecords` without the lock, for what the ledger itself once knew. */
  readonly takeIn: (records: readonly LedgerRecord[]) => number;
}

/** The decisions over one open database; `noteSent` hears what happens to each attempt. */
export function createDecisions(database: DatabaseSync, noteSent?: SentNotes["note"]): Decisions {
  const books = createBooks(database);
  const search = createSearch(database);
  const lock = createLock(database);
  const admit = createAdmission(database, books, search);
  const { advance, restart } = createAdvances(books, search, noteSent);
  const merge = createMerge(database, books);
  const reviews = createReviews(database);
  const shown = (row: AttemptRow | undefined): Attempt | undefined =>
    row === undefined ? undefined : books.withTakes(row);

  function fenced<Values extends unknown[], Value>(work: (...values: Values) => Value) {
    return (fence: number, ...values: Values): Value => {
      lock.assertFence(fence);
      return work(...values);
    };
  }

  const acquire: LedgerCall<"acquire"> = (holder, options) => {
    const acquired = lock.acquire(holder, options);
    if (acquired.acquired) restart(options.at);
    return acquired;
  };

  return {
    acquire,
    beat: fenced(lock.beat),
    release: fenced(lock.release),
    holder: lock.holder,
    admit: fenced(admit),
    advance: fenced(advance),
    join: fenced(books.join),
    want: fenced((take: Omit<TakeRecord, "chosen">) => books.want(take)),
    addVersion: fenced(books.addVersion),
    choose: fenced(books.choose),
    review: fenced(reviews.add),
    current: (realm, digest) => shown(search.current(realm, digest)),
    attempt: (id) => shown(books.rowOf(id)),
    attemptOfTask: (realm, taskId) => shown(search.ofTask(realm, taskId)[0]),
    attempts: (filter = {}) => search.matching(filter).map(books.withTakes),
    take: books.take,
    takes: books.takes,
    versions: books.versions,
    reviewOf: reviews.of,
    spending: books.spending,
    records: merge.records,
    importRecords: fenced(merge.importRecords),
    takeIn: merge.importRecords,
  };
}
