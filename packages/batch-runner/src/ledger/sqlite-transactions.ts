import type { DatabaseSync } from "node:sqlite";
import type { Transactions } from "./group-commit.ts";
import type { SentNotes } from "./sent-notes.ts";

/** Within one of them, what was read once is so still, unless this process has written it. */
interface Turns {
  /** `undefined` outside of a transaction. */
  readonly now: () => number | undefined;
  readonly next: () => void;
}

export function createTurns(database: DatabaseSync): Turns {
  let turn = 0;
  return {
    now: () => (database.isTransaction ? turn : undefined),
    next() {
      turn += 1;
    },
  };
}

/** Transactions of a ledger in SQLite, with what is noted of them next to it. */
export function transactionsOf(
  database: DatabaseSync,
  { sent, turns }: { readonly sent: SentNotes | undefined; readonly turns: Turns },
): Transactions {
  let mark = 0;
  const savepoint = database.prepare("SAVEPOINT one");
  const keep = database.prepare("RELEASE one");
  const undo = database.prepare("ROLLBACK TO one");
  return {
    begin() {
      turns.next();
      database.exec("BEGIN IMMEDIATE");
    },
    commit() {
      sent?.seal();
      database.exec("COMMIT");
    },
    rollback: () => {
      sent?.undo(0);
      if (database.isTransaction) database.exec("ROLLBACK");
    },
    savepoint() {
      mark = sent?.mark() ?? 0;
      savepoint.run();
    },
    keep: () => void keep.run(),
    undo: () => {
      turns.next();
      sent?.undo(mark);
      undo.run();
      keep.run();
    },
  };
}
