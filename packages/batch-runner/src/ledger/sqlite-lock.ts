import type { DatabaseSync } from "node:sqlite";
import { present } from "@shotlist/schema";
import { LedgerFencedError, type Holder } from "../failures/ledger-errors.ts";
import type { Acquired } from "./ledger.ts";
import { wholeMs } from "./sqlite-books.ts";
import { DamagedLedger, objectFromStored, oneRow } from "./stored.ts";

/** Who may write a ledger. */
export interface Lock {
  /** A run that was taken over must not write any more, whatever it still believes. */
  readonly assertFence: (fence: number) => void;
  readonly acquire: (holder: Holder, options: AcquireOptions) => Acquired;
  readonly beat: (at: number) => void;
  readonly release: () => void;
  readonly holder: () => { readonly holder: Holder; readonly beatAt: number } | undefined;
}

interface AcquireOptions {
  readonly isGone: (holder: Holder, beatAt: number) => boolean;
  readonly at: number;
}

interface LockRow {
  readonly fence: number;
  readonly holder: string | null;
  readonly beat_at: number;
}

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
    beat: (at) => void sql.beat.run(wholeMs(at)),
    release: () => void sql.release.run(),
    holder() {
      const row = lockRow();
      return row.holder === null ? undefined : { holder: holderFrom(row.holder), beatAt: row.beat_at };
    },
  };
}

function holderFrom(text: string): Holder {
  const { host, pid, startedAt, runId } = objectFromStored<Holder>(text);
  const isHolder = [host, startedAt, runId].every((value) => typeof value === "string") && Number.isSafeInteger(pid);
  if (isHolder) return { host, pid, startedAt, runId };
  throw new DamagedLedger("the holder of its lock cannot be read");
}
