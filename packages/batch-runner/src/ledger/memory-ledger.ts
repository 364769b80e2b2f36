import { openSqliteLedger, type OpenedLedger, type SqliteLedgerOptions } from "./sqlite-ledger.ts";

/** A ledger that lives as long as its object: for tests and simulations. Commits at the end of each microtask. */
export function createMemoryLedger(options: Pick<SqliteLedgerOptions, "sentLog" | "evidence"> = {}): OpenedLedger {
  return openSqliteLedger({ file: ":memory:", schedule: queueMicrotask, ...options });
}
