import { withLock } from "../state/with-lock.ts";
import { RealmMismatchError } from "../failures/money-errors.ts";
import type { State } from "../state/state.ts";
import { fromLock } from "./from-lock.ts";
import { newsOf } from "./locks.ts";
import { formatLock } from "./lock-file.ts";
import { takeReviews } from "./take-reviews.ts";
import { readMergedLock, storyboardOf } from "./mend-lock.ts";

/** The result of a lock file: how many records the ledger did not have, and the file as it should be written. */
export interface ImportedLock {
  readonly records: number;
  readonly text: string;
}

/**
 * Imports a lock file into the ledger, even one that git has merged badly, and returns it repaired: each take once,
 * with other paid attempts of it under `earlier`. Throws `LockFileError` (nothing is imported) and `LedgerHeldError`.
 */
export async function importLockFile(state: State, text: string, file: string): Promise<ImportedLock> {
  if (state.realmClass !== "live") throw new RealmMismatchError("A lock file contains only live takes");
  const { entries, reviews } = readMergedLock(text, file);
  const storyboard = storyboardOf(text) ?? "";
  const records = await withLock(state, async (fence) => {
    const news = await newsOf(state.ledger, entries, file);
    const imported =
      news.length === 0 ? 0 : await state.ledger.importRecords(fence, fromLock(news, { storyboard, providers: [] }));
    return imported + (await takeReviews({ storyboard }, { entries, reviews }, { state, fence }));
  });
  const unique = new Map(entries.map((entry) => [`${entry.take} ${entry.attempt}`, entry]));
  return { records, text: formatLock(storyboard, { entries: [...unique.values()], reviews }, new Map()) };
}
