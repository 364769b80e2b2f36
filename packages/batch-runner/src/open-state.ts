import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { LedgerLostError } from "./errors.ts";
import { createSystemProcesses } from "./ledger/process-holder.ts";
import { openSqliteLedger } from "./ledger/sqlite-ledger.ts";
import { toStorageError } from "./ledger/storage-failure.ts";
import { createSystemClock, type Clock } from "./ports/clock.ts";
import { createSystemRandom, type Random } from "./ports/random.ts";
import type { RealmClass, State } from "./state.ts";
import { createDiskClipStore } from "./store/disk-clip-store.ts";

/** Where a state lies, and what it runs on. */
export interface OpenStateOptions {
  /** The state folder; each realm class has a folder of its own below it. */
  readonly dir: string;
  readonly realmClass: RealmClass;
  /** Default: the clock of this machine. */
  readonly clock?: Clock;
  readonly random?: Random;
  /**
   * Whether a ledger may be begun where clips tell that there was one: to rebuild it, or to import one. Default: no, for all that
   * it knew of would be paid for again.
   */
  readonly afterLoss?: boolean;
}

/**
 * Opens ledger and clip store of one realm class, making or migrating them where needed. Throws `StorageError`,
 * `LedgerVersionError`, `LedgerLostError`, and `RealmMismatchError` for a ledger that was copied from another realm's folder.
 * Opening takes no lock: runs and decisions do.
 */
export function openState({
  dir,
  realmClass,
  clock = createSystemClock(),
  random = createSystemRandom(),
  afterLoss = false,
}: OpenStateOptions): State {
  const folder = join(dir, realmClass);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw toStorageError(error, `making ${folder}`);
  }
  const file = join(folder, "ledger.sqlite");
  if (!afterLoss && isMissing(file) && hasReceipts(join(folder, "clips"), realmClass)) throw new LedgerLostError(file);
  const ledger = openSqliteLedger({ file, realmClass });
  return {
    realmClass,
    ledger,
    store: createDiskClipStore({ folder, random }),
    clock,
    processes: createSystemProcesses(),
    close: () => ledger.close(),
  };
}

/** An empty file is no ledger either: it is what is left when a copy was cut off. */
function isMissing(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0;
}

/** Receipts that were copied from another realm's store tell nothing of this one. */
function hasReceipts(clips: string, realmClass: RealmClass): boolean {
  if (statSync(clips, { throwIfNoEntry: false }) === undefined) return false;
  return readdirSync(clips, { recursive: true, encoding: "utf8" }).some(
    (name) => name.endsWith(".json") && classOfReceipt(join(clips, name)) === realmClass,
  );
}

function classOfReceipt(file: string): string | undefined {
  return /"realm": ?"(?<realmClass>\w+)/u.exec(readFileSync(file, "utf8"))?.groups?.["realmClass"];
}
