import type { TakeRecord } from "./take-record.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import { traits } from "../lifecycle/state.ts";
import { createAdmission } from "./admission.ts";
import { createAdvances } from "./advances.ts";
import type { AttemptRow } from "./attempt-row.ts";
import type { Books } from "./books.ts";
import type { DecisionName, LedgerCall, LedgerCalls } from "./ledger-calls.ts";
import type { LedgerRecord } from "./ledger-record.ts";
import type { LedgerTime } from "./ledger-time.ts";
import type { Lock } from "./lock.ts";
import { createMerge } from "./merge.ts";
import { createReviews } from "./reviews.ts";
import type { Search } from "./search.ts";
import type { SentNotes } from "./sent-notes.ts";
import { createUploads } from "./uploads.ts";

/** What decisions read and write, whatever the ledger is made of. */
export interface Tables {
  readonly books: Books;
  readonly search: Search;
  readonly lock: Lock;
  readonly time: LedgerTime;
}

/** The decisions of the `Ledger` port about single entries, each to be run inside a transaction of its caller. */
export interface Decisions extends Pick<LedgerCalls, DecisionName> {
  /** `importRecords` without the lock, for what the ledger itself once knew. */
  readonly takeIn: (records: readonly LedgerRecord[]) => number;
}

/** The decisions over the tables of one ledger; `sent` hears what happens to each attempt, and to uploads that cost money. */
export function createDecisions(tables: Tables, sent?: Pick<SentNotes, "note" | "noteUpload">): Decisions {
  const { books, search, lock } = tables;
  const admit = createAdmission(tables);
  const { advance, restart, restartOne } = createAdvances(books, search, sent?.note);
  const uploads = createUploads(tables, sent?.noteUpload);
  const takeIn = createMerge(books, uploads);
  const reviews = createReviews(books);
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

  const beat: LedgerCall<"beat"> = (fence, at) => {
    lock.assertFence(fence);
    lock.beat(fence, at);
    // Where nobody takes over the whole ledger, what others left is free as soon as somebody sees that they are gone.
    if (lock.isShared) restart(at);
  };

  const claim: LedgerCall<"claim"> = (fence, attemptId, at) => {
    lock.assertFence(fence);
    const attempt = books.mustHave(attemptId);
    const row = books.rowOf(attemptId);
    if (row === undefined || traits[attempt.state.name].ended || lock.isOwn(fence, row))
      return { claimed: true, attempt };
    if (lock.isTaken(fence, row)) return { claimed: false, attempt };
    restartOne(row, at);
    lock.own(fence, attemptId);
    return { claimed: true, attempt: books.mustHave(attemptId) };
  };

  return {
    acquire,
    beat,
    release(fence) {
      lock.assertFence(fence);
      lock.release(fence);
    },
    holder: lock.holder,
    newestFence: lock.newest,
    admit(fence, request) {
      lock.assertFence(fence);
      const admission = admit(request);
      if (admission.kind === "admitted") lock.own(fence, admission.attempt.id);
      return admission;
    },
    claim,
    leave(fence, realm, digest) {
      lock.assertFence(fence);
      const row = search.current(realm, digest);
      if (row !== undefined) lock.leave(fence, row.id);
    },
    advance(fence, request) {
      // The id of a paid task is welcome from whoever has sent for it.
      if (request.event.type !== "accepted" || !lock.hasSent(fence, request.attemptId)) lock.assertFence(fence);
      if (request.event.type === "intent") lock.sends(fence, request.attemptId);
      return advance(request);
    },
    join: fenced(books.join),
    want: fenced((take: Omit<TakeRecord, "chosen">) => books.want(take)),
    addVersion: fenced(books.addVersion),
    choose: fenced(books.choose),
    review: fenced(reviews.add),
    beginUpload: fenced(uploads.begin),
    endUpload: fenced(uploads.end),
    current: (realm, digest) => shown(search.current(realm, digest)),
    attempt: (id) => shown(books.rowOf(id)),
    attemptOfTask: (realm, taskId) => shown(search.ofTask(realm, taskId)[0]),
    take: books.take,
    versions: books.versions,
    reviewOf: reviews.of,
    spending: books.spending,
    importRecords: fenced(takeIn),
    takeIn,
  };
}
