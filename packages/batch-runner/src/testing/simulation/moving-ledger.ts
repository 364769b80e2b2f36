import type { Ledger } from "../../ledger/ledger.ts";
import { aroundLedger } from "./guarded-ledger.ts";

/** A ledger that can be taken to another machine: as records, into an empty one, with nothing left behind. */
export interface MovingLedger {
  readonly ledger: Ledger;
  readonly move: () => Promise<void>;
}

export function createMovingLedger(open: () => Ledger): MovingLedger {
  let current = open();

  /** Every call goes to where the ledger lies now. */
  async function callNow(name: string, values: readonly unknown[]): Promise<unknown> {
    const entries: readonly (readonly [string, (...values: readonly unknown[]) => unknown])[] = Object.entries(current);
    return entries.find(([own]) => own === name)?.[1](...values);
  }

  return {
    ledger: aroundLedger(current, callNow),
    async move() {
      const records = await current.records();
      const next = open();
      const holder = { host: "simulated", pid: 0, startedAt: "", runId: "move" };
      const acquired = await next.acquire(holder, { isGone: () => true, at: 0 });
      if (!acquired.acquired) throw new Error("nobody holds a new ledger");
      await next.importRecords(acquired.fence, records);
      await next.release(acquired.fence);
      await current.close();
      current = next;
    },
  };
}
