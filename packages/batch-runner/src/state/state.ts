import type { RealmClass } from "@shotlist/core";
import type { Ledger } from "../ledger/ledger.ts";
import type { ClipStore } from "../ports/clip-store.ts";
import type { Clock } from "../ports/clock.ts";
import type { Processes } from "../ports/processes.ts";

/** The durable side of the runner: one ledger and one clip store of one realm class. */
export interface State {
  readonly realmClass: RealmClass;
  readonly ledger: Ledger;
  readonly store: ClipStore;
  readonly clock: Clock;
  readonly processes: Processes;
  /** How many records the ledger did not have when it was opened, and the files next to it had. Default: 0. */
  readonly takenIn?: number;
  close(): Promise<void>;
}
