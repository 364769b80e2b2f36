import type { Clock } from "../ports/clock.ts";
import type { Database, Session } from "./connection.ts";
import { decide, needsOf, type Answer, type Call, type Time } from "./decide.ts";
import { LostConnection } from "./failure.ts";
import { idleTimeout } from "./in-transaction.ts";
import { createPatience } from "./patience.ts";
import { flush, flushStatement, hasChanges } from "./flush.ts";
import { load, loadStatement } from "./load.ts";
import { lockKeyOf } from "./schema.ts";
import { serverTime } from "./server-time.ts";
import { createWorkingSet, type WorkingSet } from "./working-set.ts";

/** Runs calls of the port together, over a ledger in one schema. */
export interface Transactions {
  /** All in one transaction; they have happened, or failed each by itself, when it resolves. */
  readonly write: (calls: readonly Call[]) => Promise<readonly Answer[]>;
  /** Without a transaction: calls that change nothing. */
  readonly read: (calls: readonly Call[]) => Promise<readonly Answer[]>;
}

export interface TransactionOptions {
  readonly schema: string;
  readonly time: Time;
  readonly clock: Pick<Clock, "now" | "sleep">;
  /** How long a server that is away is waited for. */
  readonly patienceMs: number;
}

/** More reading than this means that decisions ask in circles. */
const mostReadings = 1000;

export function createTransactions(
  database: Database,
  { schema, time, clock, patienceMs }: TransactionOptions,
): Transactions {
  const untilThere = createPatience({ clock, patienceMs });
  const loading = loadStatement(schema);
  const flushing = flushStatement(schema);
  // The planner does not know how few rows a statement is about: each is found by an index.
  const begin = `BEGIN; SET LOCAL idle_in_transaction_session_timeout = '${idleTimeout}';
    SET LOCAL jit = off; SET LOCAL enable_seqscan = off;
    SELECT pg_advisory_xact_lock(${lockKeyOf(schema)});
    SELECT ${serverTime}::float8 AS now`;

  async function decided(session: Session, calls: readonly Call[], set: WorkingSet): Promise<readonly Answer[]> {
    let needs = needsOf(calls, set.now, time);
    for (let readings = 1; readings <= mostReadings; readings += 1) {
      await load(session, set, { statement: loading, needs, time });
      const result = decide(set, calls, time);
      if (!("attempts" in result)) return result;
      needs = result;
    }
    throw new Error("the ledger's decisions never had what they need");
  }

  interface Done {
    readonly answers: readonly Answer[];
    /** Set where the commit was asked for and not confirmed. */
    readonly unconfirmed?: { readonly xid: string; readonly cause: unknown };
  }

  async function once(session: Session, calls: readonly Call[]): Promise<Done> {
    const set = createWorkingSet();
    const [begun] = await session.run(begin);
    // Taken once the others are done: never earlier than what they wrote.
    set.now = Math.floor(Number(begun?.["now"]));
    const answers = await decided(session, calls, set);
    if (!hasChanges(set)) {
      await session.run("COMMIT");
      return { answers };
    }
    const xid = await flush(session, flushing, set);
    try {
      await session.run("COMMIT");
    } catch (cause) {
      if (!(cause instanceof LostConnection)) throw cause;
      return { answers, unconfirmed: { xid, cause } };
    }
    return { answers };
  }

  /** Asks until it is known whether a transaction was committed. */
  async function wasCommitted(xid: string): Promise<boolean> {
    return untilThere(async () => {
      const [row] = await database.with((session) =>
        session.rows<{ status: string | null }>("SELECT pg_xact_status($1::text::xid8) AS status", [xid]),
      );
      const status = row?.status ?? undefined;
      if (status === "committed" || status === "aborted") return status === "committed";
      throw new LostConnection(new Error(`a transaction is ${status ?? "forgotten"}`));
    });
  }

  return {
    write: (calls) =>
      untilThere(async () => {
        const { answers, unconfirmed } = await database.with((session) => once(session, calls));
        if (unconfirmed === undefined || (await wasCommitted(unconfirmed.xid))) return answers;
        throw new LostConnection(unconfirmed.cause);
      }),
    read: (calls) =>
      untilThere(() =>
        database.with(async (session) => {
          return decided(session, calls, createWorkingSet());
        }),
      ),
  };
}
