import type { DatabaseSync } from "node:sqlite";
import type { SteadyTime } from "../ports/clock.ts";
import { objectFromStored, oneRow } from "./stored.ts";

/** Milliseconds by which money is counted within a time: they pass as fast as real ones, or stand still. */
export type LedgerTime = (at: number, steady: SteadyTime | undefined) => number;

interface Kept {
  readonly epoch: string;
  /** From the steady time of the epoch to the ledger's. */
  readonly offset: number;
  /** The latest time that was ever reported. */
  readonly last: number;
}

/**
 * The time of a ledger. As long as a machine runs it follows the steady time, whatever is done to the clock on the wall. After a
 * start it takes the wall's word, and never goes back. So a clock that jumps brings no spending out of the last 24 hours. To be
 * called inside a transaction.
 */
export function createLedgerTime(database: DatabaseSync): LedgerTime {
  const read = database.prepare("SELECT value FROM memory WHERE name = 'time'");
  const write = database.prepare(
    "INSERT INTO memory (name, value) VALUES ('time', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
  );
  return (at, steady) => {
    if (steady === undefined) return at;
    const row = oneRow<{ value: string }>(read);
    const kept = row === undefined ? undefined : objectFromStored<Kept>(row.value);
    const { epoch, ms } = steady;
    const offset = kept?.epoch === epoch ? kept.offset : Math.max(at, kept?.last ?? 0) - ms;
    const now = ms + offset;
    write.run(JSON.stringify({ epoch, offset, last: Math.max(now, kept?.last ?? 0) } satisfies Kept));
    return now;
  };
}
