import type { RealmClass } from "@shotlist/core";
import { StorageError } from "../failures/storage-error.ts";
import { ledgerCalls, type DecisionName } from "../ledger/ledger-calls.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { createSystemClock, type Clock } from "../ports/clock.ts";
import { createBatches } from "./batches.ts";
import { connect, type Database } from "./connection.ts";
import type { Time } from "./decide.ts";
import { assertDurable } from "./durable.ts";
import { LostConnection } from "./failure.ts";
import { createLearnedCalls } from "./learned-calls.ts";
import { migrate, schemaOf } from "./schema.ts";
import { beatEveryMs } from "./sessions.ts";
import { createTransactions } from "./transactions.ts";
import { createWholeReads } from "./whole-reads.ts";

/** A ledger in a PostgreSQL database that many machines write. */
export interface PostgresLedgerOptions {
  /** `postgres://user@host:port/database`. It is in no message of ours. */
  readonly address: string;
  /** What kind of money the ledger is about: each has a schema of its own. */
  readonly realmClass: RealmClass;
  /** Whose clock the ledger goes by. Default: the server's; `caller` is for tests alone. */
  readonly time?: Time;
  readonly clock?: Clock;
  /** How long a server that is away is waited for. Default: one minute. */
  readonly patienceMs?: number;
  /** Hears of each round trip to the server. */
  readonly onRoundTrip?: () => void;
}

const defaultPatienceMs = 60_000;

/**
 * Opens the ledger, making or migrating it where needed. Throws `LedgerVersionError`, `RealmMismatchError`, and `StorageError`
 * where the server cannot be reached, refuses us, or confirms what is not on its disk.
 */
export async function openPostgresLedger({
  address,
  realmClass,
  time = "server",
  clock = createSystemClock(),
  patienceMs = defaultPatienceMs,
  onRoundTrip,
}: PostgresLedgerOptions): Promise<Ledger> {
  const database = await connect(address, onRoundTrip === undefined ? {} : { roundTrip: onRoundTrip });
  try {
    await database.with(async (session) => {
      await assertDurable(session, realmClass);
      await migrate(session, realmClass);
    });
  } catch (error) {
    await database.close();
    throw unreachable(error);
  }
  return ledgerOver(database, { schema: schemaOf(realmClass), time, clock, patienceMs });
}

function ledgerOver(database: Database, options: Parameters<typeof createTransactions>[1]): Ledger {
  const { read, write } = createTransactions(database, options);
  const writes = createBatches(write);
  const reads = createBatches(read);
  const direct: Database = { ...database, with: (use) => database.with(use).catch(rethrow) };
  const whole = { ...createWholeReads(direct, options.schema), ...createLearnedCalls(direct, options.schema) };
  const port = Object.entries(ledgerCalls)
    .filter(([name]) => !(name in whole))
    .map(([name, call]) => {
      const batches = call === "reads" ? reads : writes;
      return [name, (...values: readonly unknown[]) => batches.add({ name: toDecision(name), values })];
    });
  return {
    shared: { beatEveryMs },
    // `ledgerCalls` has every call of the port, and `createDecisions` decides each by its types.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
    ...(Object.fromEntries(port) as Omit<Ledger, "shared" | "close">),
    ...whole,
    async close() {
      await Promise.all([writes.idle(), reads.idle()]);
      await database.close();
    },
  };
}

function toDecision(name: string): DecisionName {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a name of `ledgerCalls` that answers no list
  return name as DecisionName;
}

function rethrow(error: unknown): never {
  throw unreachable(error);
}

function unreachable(error: unknown): unknown {
  if (!(error instanceof LostConnection)) return error;
  return new StorageError("ledger_unreachable", { doing: "asking the ledger", cause: error });
}
