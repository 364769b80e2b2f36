import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { present } from "@shotlist/schema";
import { LedgerFencedError } from "../failures/ledger-errors.ts";
import type { Lock } from "./lock.ts";
import { wholeMs } from "./books.ts";
import { DamagedLedger, oneRow } from "./stored.ts";
import { holderFrom } from "./stored-holder.ts";

interface LockRow {
  readonly fence: number;
  readonly holder: string | null;
  readonly beat_at: number;
}

/**
 * The lock of a ledger that one at a time may write: what others worked on is free, since they are gone. Within one `turn` of a
 * transaction nobody else writes, so its row is read once.
 */
export function createLock(database: DatabaseSync, turn: () => number | undefined = () => undefined): Lock {
  const sql = {
    lock: database.prepare("SELECT fence, holder, beat_at FROM lock"),
    hold: database.prepare("UPDATE lock SET fence = ?, holder = ?, beat_at = ?"),
    beat: database.prepare("UPDATE lock SET beat_at = ?"),
    release: database.prepare("UPDATE lock SET holder = NULL"),
  };

  function lockRow(): LockRow {
    const row = oneRow<LockRow>(sql.lock);
    if (row === undefined) throw new DamagedLedger("the row of its lock is gone");
    return row;
  }

  let seen: { readonly turn: number; readonly row: LockRow } | undefined;

  function rowOfTurn(): LockRow {
    const now = turn();
    if (now === undefined) return lockRow();
    if (seen?.turn !== now) seen = { turn: now, row: lockRow() };
    return seen.row;
  }

  function write(statement: StatementSync, ...values: SQLInputValue[]): void {
    seen = undefined;
    statement.run(...values);
  }

  return {
    isShared: false,
    isTaken: () => false,
    own: () => undefined,
    leave: () => undefined,
    sends: () => undefined,
    hasSent: () => false,
    isOwn(_fence, { run_id }) {
      const { holder } = lockRow();
      return holder !== null && holderFrom(holder).runId === run_id;
    },
    assertFence(fence) {
      const row = rowOfTurn();
      if (row.fence !== fence || row.holder === null) throw new LedgerFencedError();
    },
    acquire(holder, { isGone, at }) {
      const row = lockRow();
      const before = row.holder === null ? undefined : holderFrom(row.holder);
      if (before !== undefined && !isGone(before, row.beat_at)) {
        // A clock that ran ahead would hold the ledger until ours has caught up: its silence counts from now. While it lives it beats again.
        const beatAt = Math.min(row.beat_at, wholeMs(at));
        if (beatAt < row.beat_at) write(sql.beat, beatAt);
        return { acquired: false, holder: before, beatAt };
      }
      const fence = row.fence + 1;
      write(sql.hold, fence, JSON.stringify(holder), wholeMs(at));
      return { acquired: true, fence, ...present({ takenOverFrom: before }) };
    },
    beat: (_fence, at) => write(sql.beat, wholeMs(at)),
    release: () => write(sql.release),
    newest: () => lockRow().fence,
    holder() {
      const row = lockRow();
      return row.holder === null ? undefined : { holder: holderFrom(row.holder), beatAt: row.beat_at };
    },
  };
}
