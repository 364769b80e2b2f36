import { withLock } from "../../state/with-lock.ts";
import { ImportError } from "../../failures/ledger-errors.ts";
import { importLedger } from "../../keep/export-ledger.ts";
import { objectFromStored } from "../../ledger/stored.ts";
import type { LedgerRecord } from "../../ledger/ledger-record.ts";
import type { State } from "../../state/state.ts";
import type { Chance } from "./chance.ts";

/** What a stranger may write into an attempt; later than what is known, so that it would be taken. */
const hostile: readonly object[] = [
  { state: { name: "downloaded", taskId: "task_1", sha256: "../../outside" } },
  { state: { name: "running", taskId: ".." } },
  { state: { name: "free" } },
  { settled: -1e12 },
  { reserved: 1e300 },
  { createdAt: 1e300 },
  { takes: [], realm: "live:https://elsewhere.example" },
];

/** An export of the ledger in which one attempt holds what no ledger writes. */
export function hostileLedger(text: string, chance: Chance): string {
  const lines = text.split("\n").filter((line) => line !== "");
  const attempts = lines.filter((line) => line.includes('"type":"attempt"'));
  if (attempts.length === 0) return "";
  const chosen = chance.pick(attempts);
  const record = objectFromStored<Extract<LedgerRecord, { type: "attempt" }>>(chosen);
  const { attempt } = record;
  const changed = { ...attempt, updatedAt: attempt.updatedAt + 1, ...chance.pick(hostile) };
  return lines.map((line) => (line === chosen ? JSON.stringify({ ...record, attempt: changed }) : line)).join("\n");
}

interface Import {
  readonly text: string;
  readonly checksImports: boolean;
}

/** Imports it; that it is refused is what is expected. */
export async function importFromStranger(state: State, { text, checksImports }: Import): Promise<void> {
  if (text === "") return;
  if (!checksImports) {
    const records = text.split("\n").map((line) => objectFromStored<LedgerRecord>(line));
    await withLock(state, (fence) => state.ledger.importRecords(fence, records));
    return;
  }
  try {
    await importLedger(state, text);
  } catch (error) {
    if (error instanceof ImportError) return;
    throw error;
  }
  throw new Error("a ledger with values that no ledger has was taken");
}
