import type { Client, Pool, QueryResultRow } from "pg";
import { loadClient, settingsFor } from "./client.ts";
import { failureOf, LostConnection } from "./failure.ts";

/** A ledger's database: its sessions, of which each has one connection to itself. */
export interface Database {
  /** Hands a connection to `use`. One that fails is not used again. */
  readonly with: <Value>(use: (session: Session) => Promise<Value>) => Promise<Value>;
  readonly close: () => Promise<void>;
}

/** One connection while it is used. Throws `LostConnection` where it is unknown what the server did. */
export interface Session {
  readonly rows: <Row extends QueryResultRow>(sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
  /** Several statements without values, in one round trip; answers the rows of the last one. */
  readonly run: (sql: string) => Promise<readonly QueryResultRow[]>;
}

/** So many connections of one process: one writes, the others read. */
const connections = 3;
const queryTimeoutMs = 120_000;

function ignore(): void {}

/** Opens the database at a `postgres://` address. */
export async function connect(address: string, hears: { readonly roundTrip?: () => void } = {}): Promise<Database> {
  const pg = await loadClient();
  const pool: Pool = new pg.Pool({ ...settingsFor(address, queryTimeoutMs), max: connections, allowExitOnIdle: true });
  // An idle connection that breaks is replaced; without a listener it would end the process.
  pool.on("error", ignore);
  return {
    async with(use) {
      const client = await pool.connect().catch((error: unknown) => {
        throw failureOf(error, pg.DatabaseError);
      });
      // One that is in use has no listener of the pool's.
      client.on("error", ignore);
      let failure: Error | undefined;
      try {
        return await use(sessionOf(client, pg.DatabaseError, hears.roundTrip));
      } catch (error) {
        failure = error instanceof Error ? error : new LostConnection(error);
        throw error;
      } finally {
        client.off("error", ignore);
        client.release(failure);
      }
    },
    close: () => pool.end(),
  };
}

/** The same, opened when it is first used. */
export function connectLater(address: string): Database {
  let opened: Promise<Database> | undefined;
  return {
    async with(use) {
      opened ??= connect(address);
      return (await opened).with(use);
    },
    close: async () => (await opened)?.close(),
  };
}

function sessionOf(
  client: Pick<Client, "query">,
  databaseError: Parameters<typeof failureOf>[1],
  roundTrip: () => void = () => undefined,
): Session {
  const ask = async <Answer>(query: () => Promise<Answer>): Promise<Answer> => {
    roundTrip();
    try {
      return await query();
    } catch (error) {
      throw failureOf(error, databaseError);
    }
  };
  return {
    rows: async (sql, values = []) => (await ask(() => client.query(sql, [...values]))).rows,
    async run(sql) {
      const answer: unknown = await ask(() => client.query(sql));
      const last: unknown = Array.isArray(answer) ? answer.at(-1) : answer;
      return hasRows(last) ? last.rows : [];
    },
  };
}

function hasRows(value: unknown): value is { readonly rows: readonly QueryResultRow[] } {
  return typeof value === "object" && value !== null && "rows" in value && Array.isArray(value.rows);
}
