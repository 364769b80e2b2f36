import { realmClassOf, realmOf, type JsonObject } from "@shotlist/core";
import { withLock } from "../state/with-lock.ts";
import { ImportError } from "../failures/ledger-errors.ts";
import { RealmMismatchError } from "../failures/money-errors.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import type { LedgerRecord } from "../ledger/ledger-record.ts";
import { checkRecord } from "../ledger/check-record.ts";
import { readWrittenJson } from "../records/written-json.ts";
import { fromReceipt } from "./from-receipt.ts";
import type { State } from "../state/state.ts";

/** The ledger as JSON Lines, sorted: the same ledger gives the same text, and two texts merge line by line. */
export async function exportLedger({ ledger }: State): Promise<string> {
  const records = await ledger.records();
  return records.map((record) => `${JSON.stringify(record)}\n`).join("");
}

/**
 * Merges an exported ledger into this one; nothing is lost on either side. It may come from anyone, so every value is
 * checked before anything is imported. Returns how many records were new. Throws `ImportError` for a text that is not
 * an export, `RealmMismatchError` for another realm (nothing is imported), and `LedgerHeldError`.
 */
export function importLedger(state: State, text: string): Promise<number> {
  const lines = text
    .split("\n")
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== "")
    .map(({ line, number }) => ({ number, record: readRecord(line, number) }));
  const records = lines.map(({ record }) => record);
  assertOfRealmClass(state, records);
  return withLock(state, async (fence) => {
    await assertAgree(state, lines);
    return state.ledger.importRecords(fence, records);
  });
}

interface Line {
  readonly number: number;
  readonly record: LedgerRecord;
}

/** An attempt is one request and stays it; a clip is of an attempt that somebody knows. */
async function assertAgree({ ledger }: State, lines: readonly Line[]): Promise<void> {
  const attempts = new Map<string, Pick<Attempt, "realm" | "digest">>();
  for (const { number, record } of lines) {
    if (record.type !== "attempt") continue;
    const { id, realm, digest } = record.attempt;
    const known = attempts.get(id) ?? (await ledger.attempt(id)) ?? record.attempt;
    if (known.realm !== realm || known.digest !== digest)
      throw new ImportError(number, `attempt ${id} is already recorded with another request`);
    attempts.set(id, known);
  }
  for (const { number, record } of lines) {
    if (record.type !== "clip") continue;
    const { attemptId, digest } = record.clip;
    const attempt = attempts.get(attemptId) ?? (await ledger.attempt(attemptId));
    if (attempt === undefined) throw new ImportError(number, `its attempt ${attemptId} is missing`);
    if (attempt.digest !== digest) throw new ImportError(number, `it does not have the digest of attempt ${attemptId}`);
  }
}

/**
 * Rebuilds a lost ledger from the receipts of its clips and from the log of what was sent, if it is still there.
 * Returns how many records were new, including those that were restored when the state was opened.
 */
export async function rebuildLedger(state: State): Promise<number> {
  const receipts: JsonObject[] = [];
  for await (const receipt of state.store.readReceipts()) receipts.push(receipt);
  const records = receipts.flatMap((receipt) => fromReceipt(receipt));
  assertOfRealmClass(state, records);
  const news = await withLock(state, (fence) => state.ledger.importRecords(fence, records));
  return news + (state.takenIn ?? 0);
}

/** A mock's attempt among live ones would be money that nobody spent, or a clip that nobody has. */
function assertOfRealmClass({ realmClass }: State, records: readonly LedgerRecord[]): void {
  for (const record of records) {
    const realm =
      record.type === "attempt" ? record.attempt.realm : record.type === "upload" ? record.upload.realm : undefined;
    if (realm === undefined || realmClassOf(realm) === realmClass) continue;
    throw new RealmMismatchError(`An attempt of realm ${realm} cannot be imported into the ${realmClass} ledger`);
  }
}

function isHere(baseUrl: string): boolean {
  return realmClassOf(realmOf(baseUrl)) === "local";
}

/** Longer than any record: one attempt on behalf of some thousand takes. */
const longestLine = 1024 * 1024;

function readRecord(line: string, number: number): LedgerRecord {
  if (line.length > longestLine) throw new ImportError(number, "it is too long");
  const written = readWrittenJson(line);
  if (!written.ok) throw new ImportError(number, written.fault);
  const checked = checkRecord(written.value);
  if ("fault" in checked) throw new ImportError(number, checked.fault);
  const { record } = checked;
  // A mock is on the machine that renders; one elsewhere is nobody's to ask.
  if (record.type === "attempt" && record.attempt.realm === "mock" && !isHere(record.attempt.provider.baseUrl)) {
    throw new ImportError(number, "attempt.provider.baseUrl is not on this machine");
  }
  return record;
}
