import { fromReceipt } from "../../keep/from-receipt.ts";
import type { Attempt } from "../../lifecycle/attempt.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { LedgerRecord } from "../../ledger/ledger-record.ts";
import { createMemoryLedger } from "../memory-ledger.ts";
import type { MemoryClipStore } from "../memory-clip-store.ts";
import { createMemorySentLog } from "../memory-sent-log.ts";
import type { Mutation } from "./mutation.ts";

/** What is next to a ledger and outlives it: the log of what was sent, and the receipts of the clips. */
export interface BesideLedger {
  /** A new ledger, which restores what is next to it. */
  readonly open: () => Ledger;
  readonly loseLog: () => void;
  readonly loseReceipts: () => void;
  /** Whether the receipts alone record everything that an earlier ledger does not know. */
  tellAllSince(earlier: readonly LedgerRecord[], attempts: readonly Attempt[]): boolean;
  /** From now on there is a disk, and receipts on it. */
  readonly mount: (files: MemoryClipStore) => void;
}

export function createBesideLedger(seed: number, mutation: Mutation | undefined): BesideLedger {
  let files: MemoryClipStore | undefined;
  let logs = 1;
  let sentLog = createMemorySentLog(`world ${seed}`);
  const told = (): readonly LedgerRecord[] =>
    [...(files?.receipts.values() ?? [])].flatMap((receipt) => fromReceipt(receipt));
  return {
    open: () => {
      if (mutation?.keepsSent === false) return createMemoryLedger();
      return createMemoryLedger({ sentLog, ...(mutation?.readsReceipts === false ? {} : { evidence: told }) });
    },
    mount: (own) => {
      files = own;
    },
    loseLog: () => {
      logs += 1;
      sentLog = createMemorySentLog(`world ${seed}, log ${logs}`);
    },
    loseReceipts: () => files?.receipts.clear(),
    tellAllSince(earlier, attempts) {
      const known = new Map(
        earlier.flatMap((record) => (record.type === "attempt" ? [[record.attempt.id, record]] : [])),
      );
      const receipts = new Set(told().flatMap((record) => (record.type === "attempt" ? [record.attempt.id] : [])));
      return attempts.every(({ id, state }) => {
        if (state.name === "downloaded") return receipts.has(id);
        return state.name === "planned" || JSON.stringify(known.get(id)?.attempt.state) === JSON.stringify(state);
      });
    },
  };
}
