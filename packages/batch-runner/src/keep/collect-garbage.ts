import { assertOptions } from "@shotlist/schema";
import type { LedgerRecord } from "../ledger/ledger-record.ts";
import { withLock } from "../state/with-lock.ts";
import { traits, type AttemptState } from "../lifecycle/state.ts";
import type { StoredFile } from "../ports/clip-store.ts";
import type { State } from "../state/state.ts";
import { downloadKeysOf } from "../steps/fetch-clip.ts";
import { clipOfReceipt, fromReceipt } from "./from-receipt.ts";

/** What can be deleted, and whether it was. */
export interface Garbage extends StoredFile {
  readonly reason:
    /** A download that nobody will continue, or the result of one and was not a whole clip. */
    | "unfinished"
    /** A clip that neither the ledger nor a receipt knows. */
    | "unknown";
}

/**
 * Lists what can be deleted from the store; deletes it with `apply`. A clip that the ledger or a receipt knows is
 * paid for and never deleted; none is while the ledger is empty. Throws `LedgerHeldError` during a run.
 */
export async function collectGarbage(state: State, options: { readonly apply: boolean }): Promise<readonly Garbage[]> {
  assertOptions("collectGarbage", options, { apply: "flag" });
  const { apply } = options;
  return withLock(state, async () => {
    const records = await state.ledger.records();
    const kept = await keptNames(state, records);
    // A ledger that was lost knows no clip: a lock file may still say that they are paid for.
    const isLost = records.length === 0;
    const garbage: Garbage[] = [];
    for await (const file of state.store.list()) {
      if (kept.has(file.name) || (isLost && !isDownload(file))) continue;
      garbage.push({ ...file, reason: isDownload(file) ? "unfinished" : "unknown" });
    }
    if (apply) for (const file of garbage) await state.store.remove(file);
    return garbage;
  });
}

function isDownload({ kind }: StoredFile): boolean {
  return kind === "partial" || kind === "aside";
}

/** Clips and frames by hash, downloads by key. */
async function keptNames({ store }: State, records: readonly LedgerRecord[]): Promise<ReadonlySet<string>> {
  const kept = new Set<string>();
  // A receipt proves a payment even where the ledger has been lost, and where nothing else of it can be read.
  for await (const receipt of store.readReceipts()) {
    kept.add(clipOfReceipt(receipt));
    for (const { state } of fromReceipt(receipt).flatMap((record) =>
      record.type === "attempt" ? [record.attempt] : [],
    )) {
      addClips(kept, state);
    }
  }
  for (const record of records) {
    if (record.type === "clip") kept.add(record.clip.sha256);
    if (record.type !== "attempt") continue;
    const { id, state } = record.attempt;
    addClips(kept, state);
    if (traits[state.name].at === "ready") for (const name of [...downloadKeysOf(id), `${id}-frame`]) kept.add(name);
  }
  return kept;
}

function addClips(kept: Set<string>, state: AttemptState): void {
  if ("sha256" in state) kept.add(state.sha256);
  if ("frameSha256" in state && state.frameSha256 !== undefined) kept.add(state.frameSha256);
}
