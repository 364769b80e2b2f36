import type { Ledger } from "../../ledger/ledger.ts";

/** A ledger that can be taken to another machine: as records, into an empty one, with nothing left behind. */
export interface MovingLedger {
  readonly ledger: Ledger;
  readonly move: () => Promise<void>;
}

type Method = (...values: readonly unknown[]) => unknown;

export function createMovingLedger(open: () => Ledger): MovingLedger {
  let current = open();
  const names = Object.keys(current);
  const calls = names.map((name) => [name, (...values: readonly unknown[]) => methodOf(name)(...values)]);

  function methodOf(name: string): Method {
    const found = Object.entries(current).find(([own]) => own === name);
    const method: Method | undefined = found?.[1];
    if (method === undefined) throw new Error(`a ledger has no ${name}`);
    return method;
  }

  return {
    // Every call goes to where the ledger lies now; the names are those of the port.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion, typescript/no-unnecessary-type-assertion
    ledger: Object.fromEntries(calls) as unknown as Ledger,
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
