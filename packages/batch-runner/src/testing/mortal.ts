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

function never<Value>(): Promise<Value> {
  return new Promise(() => undefined);
}

/** Dies at the nth write, before it happens or after it is on the disk. */
export function createMortal(
  { ledger, transport }: { readonly ledger: Ledger; readonly transport: Transport },
  death: { readonly atWrite: number; readonly when: "before" | "after" },
): Mortal {
  const { promise: died, resolve: die } = Promise.withResolvers<"died">();
  let dead = false;
  let writes = 0;

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

  return {
    ledger: {
      ...ledger,
      acquire: counted((...values) => ledger.acquire(...values)),
      release: counted((...values) => ledger.release(...values)),
      admit: counted((...values) => ledger.admit(...values)),
      advance: counted((...values) => ledger.advance(...values)),
      join: counted((...values) => ledger.join(...values)),
      want: counted((...values) => ledger.want(...values)),
      addVersion: counted((...values) => ledger.addVersion(...values)),
      choose: counted((...values) => ledger.choose(...values)),
      review: counted((...values) => ledger.review(...values)),
    },
    transport: {
      ...transport,
      request: alive((...values) => transport.request(...values)),
      stream: alive((...values) => transport.stream(...values)),
    },
    died,
    writes: () => writes,
  };
}
