import type { Ledger } from "../ledger/ledger.ts";
import type { Transport } from "../ports/transport.ts";

/** A process that can die at any of its writes. */
export interface Mortal {
  readonly ledger: Ledger;
  readonly transport: Transport;
  /** Resolves at the moment of death; nothing of the process happens after it. */
  readonly died: Promise<"died">;
  readonly writes: () => number;
}

const writing = ["acquire", "release", "admit", "advance", "join", "want", "addVersion", "choose"] as const;

/** Dies at the nth write, before it happens or after it is on the disk. */
export function createMortal(
  { ledger, transport }: { readonly ledger: Ledger; readonly transport: Transport },
  death: { readonly atWrite: number; readonly when: "before" | "after" },
): Mortal {
  const { promise: died, resolve: die } = Promise.withResolvers<"died">();
  let dead = false;
  let writes = 0;
  const never = <Value>(): Promise<Value> => new Promise(() => undefined);

  const counted =
    <Values extends unknown[], Value>(call: (...values: Values) => Promise<Value>) =>
    async (...values: Values): Promise<Value> => {
      if (dead) return never();
      writes += 1;
      const last = writes === death.atWrite;
      if (last) dead = true;
      if (last && death.when === "before") {
        die("died");
        return never();
      }
      const value = await call(...values);
      if (last) die("died");
      return dead ? never() : value;
    };
  const alive =
    <Values extends unknown[], Value>(call: (...values: Values) => Promise<Value>) =>
    async (...values: Values): Promise<Value> => {
      if (dead) return never();
      const value = await call(...values);
      return dead ? never() : value;
    };

  const mortalLedger: Ledger = { ...ledger };
  for (const name of writing)
    Object.assign(mortalLedger, { [name]: counted<unknown[], unknown>(ledger[name].bind(ledger) as never) });
  return {
    ledger: mortalLedger,
    transport: { ...transport, request: alive(transport.request), stream: alive(transport.stream) },
    died,
    writes: () => writes,
  };
}
