import { mkdirSync } from "node:fs";
import { join } from "node:path";
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
}

/**
 * Opens ledger and clip store of one realm class, making or migrating them where needed. Throws `StorageError` `LedgerVersionError`, and
 * `RealmMismatchError` for a ledger that was copied from another realm's folder. Opening takes no lock: runs and decisions do.
 */
export function openState({
  dir,
  realmClass,
  clock = createSystemClock(),
  random = createSystemRandom(),
}: OpenStateOptions): State {
  const folder = join(dir, realmClass);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw toStorageError(error, `making ${folder}`);
  }
  const ledger = openSqliteLedger({ file: join(folder, "ledger.sqlite"), realmClass });
  return {
    realmClass,
    ledger,
    store: createDiskClipStore({ folder, random }),
    clock,
    processes: createSystemProcesses(),
    close: () => ledger.close(),
  };
}
