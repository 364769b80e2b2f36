import type { JsonObject } from "@shotlist/core";
import { withLock } from "../decide/with-lock.ts";
import { ImportError, RealmMismatchError } from "../errors.ts";
import type { LedgerRecord } from "../ledger/ledger-record.ts";
import { fromStored } from "../ledger/stored.ts";
import { fromReceipt } from "./from-receipt.ts";
import { realmClassOf, type State } from "../state.ts";

/** The ledger as JSON Lines, sorted: the same ledger gives the same text, and two texts merge line by line. */
export async function exportLedger({ ledger }: State): Promise<string> {
  const records = await ledger.records();
  return records.map((record) => `${JSON.stringify(record)}\n`).join("");
}

/**
 * Joins an exported ledger to this one: nothing is forgotten on either side. Answers how many records were news. Throws
 * `ImportError` for a text that is no export and `RealmMismatchError` for one of other money, of which nothing is taken
 * then, and `LedgerHeldError`.
 */
export function importLedger(state: State, text: string): Promise<number> {
  const records = text
    .split("\n")
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== "")
    .map(({ line, number }) => readRecord(line, number));
  assertOfRealmClass(state, records);
  return withLock(state, (fence) => state.ledger.importRecords(fence, records));
}

/** Rebuilds what a lost ledger knew of its clips from their receipts. Answers how many records were news. */
export async function rebuildLedger(state: State): Promise<number> {
  const receipts: JsonObject[] = [];
  for await (const receipt of state.store.readReceipts()) receipts.push(receipt);
  const records = receipts.flatMap((receipt) => fromReceipt(receipt));
  assertOfRealmClass(state, records);
  return withLock(state, (fence) => state.ledger.importRecords(fence, records));
}

/** A mock's attempt among live ones would be money that nobody spent, or a clip that nobody has. */
function assertOfRealmClass({ realmClass }: State, records: readonly LedgerRecord[]): void {
  for (const record of records) {
    if (record.type !== "attempt" || realmClassOf(record.attempt.realm) === realmClass) continue;
    throw new RealmMismatchError(
      `An attempt of realm ${record.attempt.realm} cannot be told to the ledger of ${realmClass}`,
    );
  }
}

const shapes: Readonly<Record<LedgerRecord["type"], readonly string[]>> = {
  attempt: [
    "id",
    "realm",
    "digest",
    "number",
    "state",
    "provider",
    "model",
    "runId",
    "takes",
    "reserved",
    "facts",
    "createdAt",
    "updatedAt",
  ],
  take: ["storyboard", "take", "digest", "fields"],
  clip: ["storyboard", "take", "number", "digest", "attemptId", "sha256", "at"],
};

function readRecord(line: string, number: number): LedgerRecord {
  try {
    const record = fromStored<LedgerRecord & Readonly<Record<string, object | undefined>>>(line);
    const content = record[record.type];
    const whole = record.version === 1 && shapes[record.type].every((key) => content !== undefined && key in content);
    if (whole) return record;
  } catch {
    // Said below, with its line.
  }
  throw new ImportError(number);
}
