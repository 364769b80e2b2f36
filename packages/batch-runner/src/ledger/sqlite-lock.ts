import type { DatabaseSync } from "node:sqlite";
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

/** The lock of a ledger that one at a time may write: what others worked on is free, since they are gone. */
export function createLock(database: DatabaseSync): Lock {
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
      const row = lockRow();
      if (row.fence !== fence || row.holder === null) throw new LedgerFencedError();
    },
    acquire(holder, { isGone, at }) {
      const row = lockRow();
      const before = row.holder === null ? undefined : holderFrom(row.holder);
      if (before !== undefined && !isGone(before, row.beat_at)) {
        // A clock that ran ahead would hold the ledger until ours has caught up: its silence counts from now. While it lives it beats again.
        const beatAt = Math.min(row.beat_at, wholeMs(at));
        if (beatAt < row.beat_at) sql.beat.run(beatAt);
        return { acquired: false, holder: before, beatAt };
      }
      const fence = row.fence + 1;
      sql.hold.run(fence, JSON.stringify(holder), wholeMs(at));
      return { acquired: true, fence, ...present({ takenOverFrom: before }) };
    },
    beat: (_fence, at) => void sql.beat.run(wholeMs(at)),
    release: () => void sql.release.run(),
    holder() {
      const row = lockRow();
      return row.holder === null ? undefined : { holder: holderFrom(row.holder), beatAt: row.beat_at };
    },
  };
}
