import type { Plan } from "@shotlist/core";
import type { FormatSupport } from "../../formats/format-support.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { ClipStore } from "../../ports/clip-store.ts";
import type { Clock } from "../../ports/clock.ts";
import type { LockFiles } from "../../ports/lock-files.ts";
import type { Transport } from "../../ports/transport.ts";
import type { FamilyName } from "./families.ts";

/** A safeguard taken out of the runner, at the ports it works through. */
export interface Mutation {
  readonly name: string;
  /** Worlds in which it should be missed. */
  readonly family: FamilyName;
  /** `unseen` is the same ledger where nobody takes a resubmission for a person's. */
  readonly ledger?: (ledger: Ledger, unseen: Ledger) => Ledger;
  readonly store?: (store: ClipStore) => ClipStore;
  readonly transport?: (transport: Transport) => Transport;
  readonly clock?: (clock: Clock) => Clock;
  readonly lockFiles?: (files: LockFiles) => LockFiles;
  /** Made for each process. */
  readonly formats?: () => (format: string) => FormatSupport;
  readonly plan?: (plan: Plan) => Plan;
  /** Whether a clip counts only once its bytes are on the disk. Default: yes. */
  readonly syncs?: boolean;
  /** Whether the hash of a clip in the store is compared when it is used. Default: yes. */
  readonly checksClips?: boolean;
  /** Whether what was sent is kept next to the ledger. Default: yes. */
  readonly keepsSent?: boolean;
  /** Whether receipts are looked at when a ledger is opened that is older than they are. Default: yes. */
  readonly readsReceipts?: boolean;
  /** Whether every value of a lock file is checked. Default: yes. */
  readonly checksLocks?: boolean;
  /** Whether every value of a ledger is checked before it is imported. Default: yes. */
  readonly checksImports?: boolean;
  /** Whether a copy of a clip that is there is taken for whole. Default: no. */
  readonly trustsCopies?: boolean;
}
