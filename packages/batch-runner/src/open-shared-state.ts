import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { RealmClass } from "@shotlist/core";
import type { BucketPlace } from "./bucket/bucket-place.ts";
import { openBucketStore } from "./bucket/open-bucket-store.ts";
import { createTransport } from "./http/undici-transport.ts";
import type { ProxySettings } from "./http/proxy-settings.ts";
import { createSystemProcesses } from "./ledger/process-holder.ts";
import { toStorageError } from "./ledger/storage-failure.ts";
import { createSystemClock, type Clock } from "./ports/clock.ts";
import { createSystemRandom, type Random } from "./ports/random.ts";
import { openPostgresLedger } from "./postgres/postgres-ledger.ts";
import type { State } from "./state/state.ts";
import { createDiskClipStore } from "./store/disk-clip-store.ts";

/** Where a state with a shared ledger is. */
export interface OpenSharedStateOptions {
  /** `postgres://user:password@host:port/database`. It is in no message of ours. */
  readonly address: string;
  /** The folder for the clips: of this machine, or a disk that the machines share. */
  readonly dir: string;
  readonly realmClass: RealmClass;
  /** A bucket that keeps the clips for all machines; then `dir` keeps what this machine has made or needed. */
  readonly bucket?: BucketPlace;
  /** The way to the bucket. */
  readonly proxy?: ProxySettings | undefined;
  readonly clock?: Clock;
  readonly random?: Random;
}

/**
 * Opens a ledger in PostgreSQL that many machines write, with the clips in a folder. Throws `StorageError`, `LedgerVersionError`
 * and `RealmMismatchError`. A clip that another machine has fetched and that is not in this folder is fetched again, and not paid
 * for again.
 */
export async function openSharedState({
  address,
  dir,
  realmClass,
  bucket: place,
  proxy,
  clock = createSystemClock(),
  random = createSystemRandom(),
}: OpenSharedStateOptions): Promise<State> {
  const folder = join(dir, realmClass);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw toStorageError(error, `making ${folder}`);
  }
  const disk = createDiskClipStore({ folder, random });
  const shared =
    place === undefined
      ? { store: disk, close: () => Promise.resolve() }
      : await openBucketStore({ disk, folder, place, realmClass, clock, transport: createTransport({ proxy }) });
  const ledger = await openPostgresLedger({ address, realmClass, clock });
  return {
    realmClass,
    ledger,
    store: shared.store,
    clock,
    processes: createSystemProcesses(),
    async close() {
      await ledger.close();
      await shared.close();
    },
  };
}
