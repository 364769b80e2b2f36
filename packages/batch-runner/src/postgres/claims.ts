import { leaseMs, type Dispatch, type Lease } from "../dispatch/dispatch.ts";
import type { Database, Session } from "./connection.ts";
import { serverTime } from "./server-time.ts";

/** Jobs as rows of the ledger's own schema, which workers claim without waiting for each other. Time is the server's. */
export function createClaims(database: Pick<Database, "with">, schema: string): Dispatch<Session> {
  const jobs = `${schema}.jobs`;
  const now = `${serverTime}::bigint`;
  const leases = "json_to_recordset($1::json) AS x (job text, token bigint)";

  return {
    ready: () => Promise.resolve(),
    async enqueue(transaction, names) {
      await transaction.rows(
        `INSERT INTO ${jobs} (job) SELECT job FROM unnest($1::text[]) WITH ORDINALITY AS x (job, place) ORDER BY place
        ON CONFLICT DO NOTHING`,
        [names],
      );
    },
    claim: (most) =>
      database.with((session) =>
        session.rows<{ job: string; token: string }>(
          `WITH free AS (
            SELECT job FROM ${jobs} WHERE leased_until <= ${now} ORDER BY number LIMIT $1 FOR UPDATE SKIP LOCKED
          ), claimed AS (
            UPDATE ${jobs} SET token = nextval('${schema}.job_tokens'), leased_until = ${now} + ${leaseMs}
            WHERE job IN (SELECT job FROM free) RETURNING number, job, token::text
          ) SELECT job, token FROM claimed ORDER BY number`,
          [most],
        ),
      ),
    async heartbeat(held) {
      await database.with((session) =>
        session.rows(
          `UPDATE ${jobs} AS j SET leased_until = ${now} + ${leaseMs} FROM ${leases}
          WHERE j.job = x.job AND j.token = x.token AND j.leased_until > ${now}`,
          [toJson(held)],
        ),
      );
    },
    async complete(transaction, lease) {
      const ended = await transaction.rows(
        `DELETE FROM ${jobs} AS j USING ${leases} WHERE j.job = x.job AND j.token = x.token AND j.leased_until > ${now}
        RETURNING j.job`,
        [toJson([lease])],
      );
      return ended.length > 0;
    },
    async release(held) {
      await database.with((session) =>
        session.rows(
          `UPDATE ${jobs} AS j SET token = NULL, leased_until = 0 FROM ${leases} WHERE j.job = x.job AND j.token = x.token`,
          [toJson(held)],
        ),
      );
    },
    close: () => Promise.resolve(),
  };
}

function toJson(leases: readonly Lease[]): string {
  return JSON.stringify(leases.map(({ job, token }) => ({ job, token })));
}
