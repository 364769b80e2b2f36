import type { Ledger } from "../../ledger/ledger.ts";
import type { LedgerRecord } from "../../ledger/ledger-record.ts";
import { aroundLedger } from "./guarded-ledger.ts";

/** A ledger that can be taken to another machine: as records, into an empty one, with nothing left behind. */
export interface MovingLedger {
  readonly ledger: Ledger;
  readonly move: () => Promise<void>;
  /** Leaves it behind: an empty one takes its place. */
  readonly begin: () => Promise<void>;
  /** Keeps a copy, as a backup does. */
  readonly backUp: () => Promise<void>;
  /** Puts the copy that was kept last in its place. The files next to a ledger stay. */
  readonly restore: () => Promise<void>;
  /** The copy that was kept last. */
  readonly backup: () => readonly LedgerRecord[];
}

type Methods = ReadonlyMap<string, (...values: readonly unknown[]) => unknown>;

export function createMovingLedger(open: () => Ledger): MovingLedger {
  let current = open();
  let backup: readonly LedgerRecord[] = [];
  let methods: Methods = new Map(Object.entries(current));

  return {
    // Every call goes to where the ledger lies now.
    ledger: aroundLedger(current, async (name, values) => methods.get(name)?.(...values)),
    move: async () => replace(await current.records()),
    backUp: async () => {
      backup = await current.records();
    },
    begin: () => replace([]),
    restore: () => replace(backup),
    backup: () => backup,
  };

  async function replace(records: readonly LedgerRecord[]): Promise<void> {
    const next = open();
    const holder = { host: "simulated", pid: 0, startedAt: "", runId: "move" };
    const acquired = await next.acquire(holder, { isGone: () => true, at: 0 });
    if (!acquired.acquired) throw new Error("nobody holds a new ledger");
    await next.importRecords(acquired.fence, records);
    await next.release(acquired.fence);
    await current.close();
    current = next;
    methods = new Map(Object.entries(current));
  }
}
