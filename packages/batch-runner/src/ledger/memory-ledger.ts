import type { Ledger } from "./ledger.ts";
import { openSqliteLedger } from "./sqlite-ledger.ts";

/** A ledger that lives as long as its object: for tests and simulations. Commits at the end of each microtask. */
export function createMemoryLedger(): Ledger {
  return openSqliteLedger({ file: ":memory:", schedule: queueMicrotask });
}
