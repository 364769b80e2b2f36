import { StorageError } from "../failures/storage-error.ts";
import { ledgerCalls } from "../ledger/ledger-calls.ts";
import { openMemoryDatabase } from "./memory-database.ts";
import { openSqliteLedger, type OpenedLedger, type SqliteLedgerOptions } from "../ledger/sqlite-ledger.ts";

/** A ledger that lives as long as its object: for tests and simulations. Commits at the end of each microtask. */
export function createMemoryLedger(options: Pick<SqliteLedgerOptions, "sentLog" | "evidence"> = {}): OpenedLedger {
  const database = openMemoryDatabase();
  const ledger = openSqliteLedger({ file: ":memory:", schedule: queueMicrotask, sync: false, ...options, database });
  let isOpen = true;
  const calls = Object.keys(ledgerCalls).map((name) => {
    const call: unknown = Reflect.get(ledger, name);
    if (typeof call !== "function") throw new Error(`a ledger has no ${name}`);
    return [name, (...values: readonly unknown[]) => (isOpen ? call(...values) : refused())];
  });
  return {
    ...ledger,
    ...Object.fromEntries(calls),
    close() {
      const closed = isOpen ? ledger.close() : Promise.resolve();
      isOpen = false;
      return closed;
    },
  };
}

/** Its database may be that of another ledger by now. */
function refused(): Promise<never> {
  return Promise.reject(new StorageError("storage_failed", { doing: "using a closed ledger" }));
}
