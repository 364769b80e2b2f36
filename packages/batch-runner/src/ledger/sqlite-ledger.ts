import { existsSync, renameSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { RealmMismatchError } from "../failures/money-errors.ts";
import type { RealmClass } from "@shotlist/core";
import { present } from "@shotlist/schema";
import { createGroupCommit } from "./group-commit.ts";
import type { Ledger } from "./ledger.ts";
import { ledgerCalls } from "./ledger-calls.ts";
import { assertWhole, migrate } from "./sqlite-schema.ts";
import type { LedgerRecord } from "./ledger-record.ts";
import type { SentLog } from "./sent-log.ts";
import { createSentNotes, type SentNotes } from "./sent-notes.ts";
import { createSqliteDecisions, type SqliteDecisions } from "./sqlite-decisions.ts";
import { createTurns, transactionsOf } from "./sqlite-transactions.ts";
import { isBusy, toStorageError } from "./storage-failure.ts";
import { createWalSync } from "./wal-sync.ts";

/** A ledger in its own file, or in memory for tests and simulations. */
export interface SqliteLedgerOptions {
  /** Absolute path, or `:memory:`. */
  readonly file: string;
  /** One that is open, whole and of this release, in its place. */
  readonly database?: DatabaseSync;
  /** When a tick's writes are committed. Default: after the current turn of the event loop. */
  readonly schedule?: (flush: () => void) => void;
  /** Whether a commit waits for the disk. Without it a power cut may forget what was paid for: for tests alone. Default: yes. */
  readonly sync?: boolean;
  /** What kind of money the ledger is about: written into a new one, and another one is refused. Default: not asked. */
  readonly realmClass?: RealmClass;
  /** The file may not grow past so many pages; to see what a full disk does. */
  readonly maxPages?: number;
  /** How long to wait for another process that keeps the ledger to itself. Default: ten seconds. */
  readonly busyTimeoutMs?: number;
  /** Keeps what was sent, also where the ledger is restored from a backup. Default: nothing does. Closed with the ledger. */
  readonly sentLog?: SentLog;
  /** Other records of payments, read where the ledger turns out to be older than the log: receipts. */
  readonly evidence?: () => readonly LedgerRecord[];
}

/** A ledger, and how many records it did not have when it was opened: it was older than the files next to it. */
export interface OpenedLedger extends Ledger {
  readonly takenIn: number;
}

const inMemory = ":memory:";
/** How long a writer waits for another process's transaction. */
const defaultBusyTimeoutMs = 10_000;
/**
 * After so many pages the log is brought into the database, which stops the process: 16 MiB instead of SQLite's 4, because
 * digests lie apart and most pages of a batch would be written again and again.
 */
const checkpointPages = 4000;
const busyPauseMs = 10;

/** Opens the ledger, making or migrating it where needed. Throws `LedgerVersionError` and `StorageError`. */
export function openSqliteLedger({
  file,
  schedule = setImmediate,
  sync = true,
  realmClass,
  maxPages,
  busyTimeoutMs = defaultBusyTimeoutMs,
  sentLog,
  evidence = () => [],
  database = openFile(file, { sync, busyTimeoutMs, maxPages }),
}: SqliteLedgerOptions): OpenedLedger {
  if (realmClass !== undefined) guarded(`opening the ledger ${file}`, () => assertRealmClass(database, realmClass));
  const sent = sentLog === undefined ? undefined : createSentNotes(database, sentLog);
  const turns = createTurns(database);
  const decisions = guarded(`opening the ledger ${file}`, () =>
    createSqliteDecisions(database, { ...present({ sent }), turn: turns.now }),
  );
  const takenIn = guarded(`opening the ledger ${file}`, () => {
    return sent === undefined ? 0 : takeInUnknown(database, { sent, decisions, evidence });
  });
  const walSync = sync && syncsBeside(database) ? createWalSync(file) : undefined;
  const syncChanges = walSync === undefined ? undefined : afterChanges(database, () => walSync.sync());
  const syncAll =
    sent === undefined ? syncChanges : async () => void (await Promise.all([syncChanges?.(), sent.flush()]));
  const commit = createGroupCommit({ ...transactionsOf(database, { sent, turns }), sync: syncAll }, schedule);
  const write = async (doing: string, work: () => unknown): Promise<unknown> => {
    try {
      return await commit(work);
    } catch (error) {
      throw toStorageError(error, doing);
    }
  };
  const read = async (work: () => unknown): Promise<unknown> => guarded("reading the ledger", work);

  return {
    takenIn,
    ...portOf(decisions, { read, write }),
    async close() {
      if (!database.isOpen) return;
      // Whatever was asked for before is committed first.
      await commit(() => undefined).catch(() => undefined);
      walSync?.close();
      sentLog?.close();
      guarded("closing the ledger", () => database.close());
    },
  };
}

function openFile(
  file: string,
  { maxPages, ...options }: OpenOptions & { maxPages: number | undefined },
): DatabaseSync {
  return guarded(`opening the ledger ${file}`, () => {
    const database = openWhenFree(file, options);
    if (maxPages !== undefined) database.exec(`PRAGMA max_page_count = ${maxPages}`);
    assertWhole(database);
    return database;
  });
}

/** The port over decisions: each call is read or committed as `ledgerCalls` says of it. */
function portOf(
  decisions: SqliteDecisions,
  {
    read,
    write,
  }: {
    readonly read: (work: () => unknown) => Promise<unknown>;
    readonly write: (doing: string, work: () => unknown) => Promise<unknown>;
  },
): Omit<Ledger, "close" | "shared"> {
  const decide = new Map<string, (...values: readonly unknown[]) => unknown>(Object.entries(decisions));
  const port = Object.entries(ledgerCalls).map(([name, call]) => [
    name,
    (...values: readonly unknown[]) => {
      const work = (): unknown => decide.get(name)?.(...values);
      return call === "reads" ? read(work) : write(call.writes, work);
    },
  ]);
  // `LedgerCalls` holds each decision to the types of its call of the port.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return Object.fromEntries(port) as Omit<Ledger, "close" | "shared">;
}

/**
 * SQLite waits for another process's transaction, but not where a new file gets its write-ahead log: one of two runs that
 * are started together on a new state would find the database locked. So opening is what waits.
 */
function openWhenFree(file: string, options: OpenOptions): DatabaseSync {
  // Each try may itself wait: what is counted is the time that has passed, not the tries.
  const giveUpAtMs = performance.now() + options.busyTimeoutMs;
  for (;;) {
    try {
      return open(file, options);
    } catch (error) {
      if (!isBusy(error) || performance.now() >= giveUpAtMs) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, busyPauseMs);
    }
  }
}

type OpenOptions = Required<Pick<SqliteLedgerOptions, "sync" | "busyTimeoutMs">>;

function open(file: string, { sync, busyTimeoutMs }: OpenOptions): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true });
  try {
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${sync ? "FULL" : "OFF"};`);
    database.exec(`PRAGMA wal_autocheckpoint = ${checkpointPages}`);
    migrate(database, { backUp: (version) => backUp(database, file, version) });
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Leaves the sync after each commit to us, where there is a write-ahead log to be synced. */
function syncsBeside(database: DatabaseSync): boolean {
  if (database.prepare("PRAGMA journal_mode").get()?.["journal_mode"] !== "wal") return false;
  database.exec("PRAGMA synchronous = NORMAL");
  return true;
}

/** A commit that changed nothing has nothing to bring to the disk. */
function afterChanges(database: DatabaseSync, sync: () => Promise<void>): () => Promise<void> {
  const count = database.prepare("SELECT total_changes() AS changes");
  const changes = (): unknown => count.get()?.["changes"];
  let synced = changes();
  return async () => {
    const now = changes();
    if (now === synced) return;
    await sync();
    synced = now;
  };
}

/** A ledger that was copied from another realm's folder would mix up what costs money and what does not. */
function assertRealmClass(database: DatabaseSync, realmClass: RealmClass): void {
  database.prepare("INSERT OR IGNORE INTO memory (name, value) VALUES ('realm class', ?)").run(realmClass);
  const found = database.prepare("SELECT value FROM memory WHERE name = 'realm class'").get()?.["value"];
  if (found === realmClass) return;
  database.close();
  throw new RealmMismatchError(`This is a ${String(found)} ledger in the place of the ${realmClass} ledger`);
}

/** An older ledger is kept as it was, once. Half a copy is never taken for one. */
function backUp(database: DatabaseSync, file: string, version: number): void {
  const copy = `${file}.v${version}.bak`;
  if (file === inMemory || existsSync(copy)) return;
  const beside = `${copy}.${process.pid}.part`;
  rmSync(beside, { force: true });
  database.prepare("VACUUM INTO ?").run(beside);
  renameSync(beside, copy);
}

/** Takes in what the log and the receipts know and the ledger does not, all of it or nothing. Answers how much that was. */
function takeInUnknown(
  database: DatabaseSync,
  {
    sent,
    decisions,
    evidence,
  }: { sent: SentNotes; decisions: SqliteDecisions; evidence: NonNullable<SqliteLedgerOptions["evidence"]> },
): number {
  database.exec("BEGIN IMMEDIATE");
  try {
    const unknown = sent.unknown();
    const news = unknown === undefined ? 0 : decisions.takeIn([...unknown, ...evidence()]);
    database.exec("COMMIT");
    return news;
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

function guarded<Value>(doing: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw toStorageError(error, doing);
  }
}
