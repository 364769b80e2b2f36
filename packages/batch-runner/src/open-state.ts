import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { realmClassOf, type RealmClass } from "@shotlist/core";
import { assertOptions } from "@shotlist/schema";
import { LedgerLostError } from "./failures/ledger-errors.ts";
import { createSystemProcesses } from "./ledger/process-holder.ts";
import { fromReceipt } from "./keep/from-receipt.ts";
import type { LedgerRecord } from "./ledger/ledger-record.ts";
import { openSentLog, tellsOfSubmits, type SentLog } from "./ledger/sent-log.ts";
import { openSqliteLedger } from "./ledger/sqlite-ledger.ts";
import { toStorageError } from "./ledger/storage-failure.ts";
import { createSystemClock, type Clock } from "./ports/clock.ts";
import { createSystemRandom, type Random } from "./ports/random.ts";
import type { State } from "./state/state.ts";
import { createDiskClipStore } from "./store/disk-clip-store.ts";
import { receiptIn } from "./store/receipt-lines.ts";
import { writtenReceipts } from "./store/receipts.ts";

/** Where a state lies, and what it runs on. */
export interface OpenStateOptions {
  /** The state folder; each realm class has its own folder below it. */
  readonly dir: string;
  readonly realmClass: RealmClass;
  /** Default: the clock of this machine. */
  readonly clock?: Clock;
  readonly random?: Random;
  /**
   * Whether a ledger may be begun where clips show that there was one: to rebuild it, or to import one. Default: no, for all that
   * it knew of would be paid for again.
   */
  readonly afterLoss?: boolean;
}

const realmClasses: ReadonlySet<string> = new Set<RealmClass>(["mock", "local", "live"]);

/**
 * Opens ledger and clip store of one realm class, making or migrating them where needed. Throws `StorageError`,
 * `LedgerVersionError`, `LedgerLostError`, and `RealmMismatchError` for a ledger that was copied from another realm's folder.
 * Opening takes no lock: runs and decisions do.
 */
export function openState(options: OpenStateOptions): State {
  assertOptions("openState", options, {
    dir: "text",
    realmClass: "text",
    clock: "object",
    random: "object",
    afterLoss: "flag",
  });
  const { dir, realmClass, clock = createSystemClock(), random = createSystemRandom(), afterLoss = false } = options;
  if (!realmClasses.has(realmClass)) {
    throw new TypeError(`openState: realmClass must be one of ${[...realmClasses].join(", ")}`);
  }
  const folder = join(dir, realmClass);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw toStorageError(error, `making ${folder}`);
  }
  const file = join(folder, "ledger.sqlite");
  const sent = join(folder, "ledger.sent.jsonl");
  if (!afterLoss && isMissing(file) && (tellsOfSubmits(sent) || hasReceipts(join(folder, "clips"), realmClass))) {
    throw new LedgerLostError(file);
  }
  const clips = join(folder, "clips");
  const ledger = openSqliteLedger({
    file,
    realmClass,
    sentLog: opened(sent),
    evidence: () => receiptRecords(clips, realmClass),
  });
  return {
    realmClass,
    ledger,
    takenIn: ledger.takenIn,
    store: createDiskClipStore({ folder, random }),
    clock,
    processes: createSystemProcesses(),
    close: () => ledger.close(),
  };
}

/** An empty file is not a ledger either: it is what is left when a copy was cut off. */
function isMissing(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0;
}

function opened(sent: string): SentLog {
  try {
    return openSentLog(sent);
  } catch (error) {
    throw toStorageError(error, `opening ${sent}`);
  }
}

/** Receipts that were copied from another realm's store say nothing of this one. */
function hasReceipts(clips: string, realmClass: RealmClass): boolean {
  return writtenReceipts(clips).some(({ text }) => classOfReceipt(text) === realmClass);
}

/** What the receipts prove; those that prove nothing, or are of another realm, are passed over. */
function receiptRecords(clips: string, realmClass: RealmClass): readonly LedgerRecord[] {
  const all: LedgerRecord[] = [];
  for (const { text, sha256 } of writtenReceipts(clips)) {
    const records = fromReceipt(receiptIn(text, sha256));
    const isForeign = records.some(
      (record) => record.type === "attempt" && realmClassOf(record.attempt.realm) !== realmClass,
    );
    if (!isForeign) all.push(...records);
  }
  return all;
}

function classOfReceipt(text: string): string | undefined {
  return /"realm": ?"(?<realmClass>\w+)/u.exec(text)?.groups?.["realmClass"];
}
