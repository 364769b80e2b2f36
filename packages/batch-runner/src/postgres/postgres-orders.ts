import type { Dispatch, Lease } from "../dispatch/dispatch.ts";
import { objectFromStored } from "../ledger/stored.ts";
import type { NewOrder, NewPart, OrderPart, Orders, OrderSettings } from "../orders/orders.ts";
import type { Database, Session } from "./connection.ts";
import { inTransaction } from "./in-transaction.ts";
import type { Patience } from "./patience.ts";
import { serverTime } from "./server-time.ts";

interface PartRow {
  readonly id: string;
  readonly order_id: string;
  readonly plans: string;
  readonly settings: string;
  readonly has_ended: boolean;
}

/** So many parts are offered again at once. */
const sweptAtOnce = 1000;
/** So many rows are written by one statement. */
const rowsAtOnce = 500;

/** Orders in the schema of their ledger. */
export function createPostgresOrders(
  database: Database,
  {
    schema,
    dispatch,
    untilThere,
  }: { readonly schema: string; readonly dispatch: Dispatch<Session>; readonly untilThere: Patience },
): Orders {
  let sweptTo = "";
  const now = `${serverTime}::bigint`;
  const asked = <Value>(work: (session: Session) => Promise<Value>): Promise<Value> =>
    untilThere(() => database.with(work));
  const changed = async <Value>(work: (session: Session) => Promise<Value>): Promise<Value> => {
    await untilThere(() => dispatch.ready());
    return asked((session) => inTransaction(session, () => work(session)));
  };

  async function addPart(session: Session, orderId: string, parts: readonly (NewPart & { number: number })[]) {
    const rows = parts.map(({ id, number, plans }) => ({ id, number, plans: JSON.stringify(plans) }));
    await session.rows(
      `INSERT INTO ${schema}.order_parts (id, order_id, number, plans)
      SELECT id, $1, number, plans FROM json_to_recordset($2::json) AS x (id text, number bigint, plans text)`,
      [orderId, JSON.stringify(rows)],
    );
    const ids = parts.map(({ id }) => id);
    await dispatch.enqueue(session, ids);
  }

  async function add(session: Session, { id, settings, parts, files }: NewOrder): Promise<void> {
    const [isNew] = await session.rows(
      `INSERT INTO ${schema}.orders (id, settings, at) VALUES ($1, $2, ${now}) ON CONFLICT DO NOTHING RETURNING id`,
      [id, JSON.stringify(settings)],
    );
    if (isNew === undefined) return;
    for (const { sha256, bytes } of files) {
      await session.rows(`INSERT INTO ${schema}.order_files (sha256, content) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
        sha256,
        Buffer.from(bytes),
      ]);
    }
    const numbered = parts.map((part, number) => ({ ...part, number }));
    for (let from = 0; from < numbered.length; from += rowsAtOnce) {
      await addPart(session, id, numbered.slice(from, from + rowsAtOnce));
    }
  }

  async function partsOf(leases: readonly Lease[]): Promise<readonly OrderPart[]> {
    const rows = await asked((session) =>
      session.rows<PartRow>(
        `SELECT p.id, p.order_id, p.plans, o.settings, p.ended_at IS NOT NULL AS has_ended
        FROM ${schema}.order_parts p JOIN ${schema}.orders o ON o.id = p.order_id WHERE p.id = ANY($1::text[])`,
        [leases.map(({ job }) => job)],
      ),
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    const parts: OrderPart[] = [];
    for (const lease of leases) {
      const row = byId.get(lease.job);
      // A job of nothing, or of what another dispatch has brought to its end.
      if (row === undefined || row.has_ended) await changed((session) => dispatch.complete(session, lease));
      else parts.push(toPart(row, lease));
    }
    return parts;
  }

  return {
    add: (order) => changed((session) => add(session, order)),
    async claim(most) {
      const leases = await untilThere(() => dispatch.claim(most));
      return leases.length === 0 ? [] : partsOf(leases);
    },
    heartbeat: (leases) => untilThere(() => dispatch.heartbeat(leases)),
    end: (lease, result) =>
      changed(async (session) => {
        if (!(await dispatch.complete(session, lease))) return false;
        await session.rows(`UPDATE ${schema}.order_parts SET ended_at = ${now}, result = $2 WHERE id = $1`, [
          lease.job,
          JSON.stringify(result),
        ]);
        return true;
      }),
    release: (leases) => untilThere(() => dispatch.release(leases)),
    sweep: () =>
      changed(async (session) => {
        const rows = await session.rows<{ id: string }>(
          `SELECT id FROM ${schema}.order_parts WHERE ended_at IS NULL AND id > $1 ORDER BY id LIMIT ${sweptAtOnce}`,
          [sweptTo],
        );
        const last = rows.at(-1)?.id ?? "";
        sweptTo = rows.length < sweptAtOnce ? "" : last;
        if (rows.length > 0)
          await dispatch.enqueue(
            session,
            rows.map(({ id }) => id),
          );
      }),
    async counts() {
      const [row] = await asked((session) =>
        session.rows<{ open: number; ended: number }>(
          `SELECT count(*) FILTER (WHERE ended_at IS NULL)::float8 AS open,
            count(*) FILTER (WHERE ended_at IS NOT NULL)::float8 AS ended FROM ${schema}.order_parts`,
        ),
      );
      return { open: row?.open ?? 0, ended: row?.ended ?? 0 };
    },
    async file(sha256) {
      const [row] = await asked((session) =>
        session.rows<{ content: Uint8Array }>(`SELECT content FROM ${schema}.order_files WHERE sha256 = $1`, [sha256]),
      );
      return row?.content;
    },
    async close() {
      await dispatch.close();
      await database.close();
    },
  };
}

function toPart({ id, order_id, plans, settings }: PartRow, lease: Lease): OrderPart {
  return {
    id,
    lease,
    orderId: order_id,
    plans: objectFromStored<OrderPart["plans"]>(plans),
    settings: objectFromStored<OrderSettings>(settings),
  };
}
