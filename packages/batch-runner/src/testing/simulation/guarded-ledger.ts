import { ledgerCalls } from "../../ledger/ledger-calls.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { Disk } from "./disk.ts";
import type { SimulatedProcess } from "./process.ts";

/** Calls that change nothing. */
const reads = new Set(Object.entries(ledgerCalls).flatMap(([name, call]) => (call === "reads" ? [name] : [])));

type Method = (...values: readonly unknown[]) => Promise<unknown>;

/** Hands every call of a ledger to `around`, which carries it out or not. */
export function aroundLedger(
  ledger: Ledger,
  around: (name: string, values: readonly unknown[], call: () => Promise<unknown>) => Promise<unknown>,
): Ledger {
  const wrapped = Object.entries(ledger).map(([name, method]: [string, Method | Ledger["shared"]]) => [
    name,
    typeof method === "function"
      ? (...values: readonly unknown[]) => around(name, values, () => method(...values))
      : method,
  ]);
  // Every entry is replaced by one of the same type: the port grows, and this need not.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion, typescript/no-unnecessary-type-assertion
  return Object.fromEntries(wrapped) as unknown as Ledger;
}

/** The ledger as a process sees it: the disk may refuse, and the process may die at every call. */
export function ledgerOf(ledger: Ledger, { process, disk }: { process: SimulatedProcess; disk: Disk }): Ledger {
  return aroundLedger(ledger, (name, _values, call) =>
    process.step(async () => {
      if (!reads.has(name) && name !== "close") disk.write("writing the ledger");
      return call();
    }),
  );
}
