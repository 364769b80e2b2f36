import { createHash } from "node:crypto";
import type { Session } from "./connection.ts";
import { providerOf } from "./working-search.ts";
import type { StoredAttempt, WorkingSet } from "./working-set.ts";

/** The columns that an attempt is written with. */
const attempt = {
  id: "text",
  realm: "text",
  digest: "text",
  number: "bigint",
  state: "text",
  task_id: "text",
  sha256: "text",
  frame_sha256: "text",
  failure: "text",
  endpoint: "text",
  provider_name: "text",
  deadline_ms: "bigint",
  model: "text",
  run_id: "text",
  reserved: "bigint",
  settled: "bigint",
  currency: "text",
  failures_are_free: "smallint",
  counted: "smallint",
  counters: "text",
  rate: "text",
  released: "text",
  intent: "text",
  facts: "text",
  created_at: "bigint",
  intent_at: "bigint",
  submitted_at: "bigint",
  finished_at: "bigint",
  updated_at: "bigint",
  retired: "smallint",
  session: "bigint",
  sent_by: "bigint",
};
const take = { storyboard: "text", take: "text", digest: "text", fields: "text", chosen: "bigint", at: "bigint" };
const clip = {
  storyboard: "text",
  take: "text",
  number: "bigint",
  digest: "text",
  attempt_id: "text",
  sha256: "text",
  at: "bigint",
};

type Columns = Readonly<Record<string, string>>;

function from(place: number, columns: Columns): string {
  const typed = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  return `json_to_recordset($${place}::json) AS x (${typed.join(", ")})`;
}

function names(columns: Columns): string {
  return Object.keys(columns).join(", ");
}

/** The columns that are replaced in an existing entry: all but its key. */
function replaced(columns: Columns, ...key: readonly string[]): string {
  const others = Object.keys(columns).filter((name) => !key.includes(name));
  return others.map((name) => `${name} = excluded.${name}`).join(", ");
}

/** One statement for everything that decisions have changed; answers the id of the transaction. */
export function flushStatement(schema: string): string {
  const endpoint = { hash: "text", provider: "text" };
  const taken = { storyboard: "text", take: "text", attempt_id: "text" };
  const review = { storyboard: "text", take: "text", review: "text" };
  const money = { counter: "text", currency: "text", micros: "bigint", tasks: "bigint" };
  const upload = { id: "text", realm: "text", account: "text", sha256: "text", upload: "text", counters: "text" };
  const session = { fence: "bigint", holder: "text", beat_at: "bigint", is_open: "boolean" };
  const most = Number.MAX_SAFE_INTEGER;
  // Attempts that no longer count are written first, so that a digest never has two that do.
  return `
    WITH written_endpoints AS (
      INSERT INTO ${schema}.endpoints (${names(endpoint)}) SELECT ${names(endpoint)} FROM ${from(1, endpoint)} ON CONFLICT DO NOTHING
    ), written_attempts AS (
      INSERT INTO ${schema}.attempts (${names(attempt)}) SELECT ${names(attempt)} FROM ${from(2, attempt)}
      ORDER BY (state = 'resubmitted' OR retired = 1) DESC
      ON CONFLICT (id) DO UPDATE SET ${replaced(attempt, "id")}
    ), written_attempt_takes AS (
      INSERT INTO ${schema}.attempt_takes (${names(taken)}) SELECT ${names(taken)} FROM ${from(3, taken)} ON CONFLICT DO NOTHING
    ), written_takes AS (
      INSERT INTO ${schema}.takes (${names(take)}) SELECT ${names(take)} FROM ${from(4, take)}
      ON CONFLICT (storyboard, take) DO UPDATE SET ${replaced(take, "storyboard", "take")}
    ), written_versions AS (
      INSERT INTO ${schema}.versions (${names(clip)}) SELECT ${names(clip)} FROM ${from(5, clip)}
    ), written_reviews AS (
      INSERT INTO ${schema}.reviews (${names(review)}) SELECT ${names(review)} FROM ${from(6, review)}
      ON CONFLICT (storyboard, take) DO UPDATE SET review = excluded.review
    ), written_spending AS (
      INSERT INTO ${schema}.spending AS s (${names(money)}) SELECT ${names(money)} FROM ${from(7, money)}
      ON CONFLICT (counter, currency) DO UPDATE
      SET micros = least(s.micros + excluded.micros, ${most}), tasks = s.tasks + excluded.tasks
    ), written_uploads AS (
      INSERT INTO ${schema}.uploads (${names(upload)}) SELECT ${names(upload)} FROM ${from(9, upload)}
      ON CONFLICT (id) DO UPDATE SET upload = excluded.upload
    ), written_sessions AS (
      INSERT INTO ${schema}.sessions (${names(session)}) SELECT ${names(session)} FROM ${from(8, session)}
      ON CONFLICT (fence) DO UPDATE SET beat_at = excluded.beat_at, is_open = excluded.is_open
    )
    SELECT pg_current_xact_id()::text AS xid`;
}

/** Whether decisions have changed anything. */
export function hasChanges(set: WorkingSet): boolean {
  return [set.attempts, set.takes, set.uploads, set.sessions, set.added].some((slate) => slate.changes().length > 0);
}

/** Writes what decisions have changed; answers the id of the transaction that did. */
export async function flush(session: Session, statement: string, set: WorkingSet): Promise<string> {
  const attempts = set.attempts.changes();
  const takes = set.takes.changes();
  const endpoints = new Map(attempts.map(({ now }) => [hashOf(now.provider), now.provider]));
  const news = attempts.flatMap(({ now, before }) => {
    const own = new Set((before?.takes ?? []).map(({ storyboard, take: id }) => JSON.stringify([storyboard, id])));
    return now.takes
      .filter(({ storyboard, take: id }) => !own.has(JSON.stringify([storyboard, id])))
      .map((key) => ({ ...key, attempt_id: now.id }));
  });
  const [row] = await session.rows<{ xid: string }>(
    statement,
    [
      [...endpoints].map(([hash, provider]) => ({ hash, provider })),
      attempts.map(({ now }) => columnsOf(now)),
      news,
      takes.flatMap(({ now, before }) => (now.record === before?.record ? [] : (now.record ?? []))),
      takes.flatMap(({ now, before }) => now.versions.slice(before?.versions.length ?? 0)),
      takes.flatMap(({ now: { storyboard, take: id, review }, before }) =>
        review === before?.review || review === undefined ? [] : [{ storyboard, take: id, review }],
      ),
      set.added.changes().map(({ now }) => now),
      set.sessions.changes().map(({ now }) => now),
      set.uploads.changes().map(({ now }) => now),
    ].map((rows) => JSON.stringify(rows)),
  );
  if (row === undefined) throw new Error("the ledger answered nothing");
  return row.xid;
}

/** Its takes are not a column, and are passed over. */
function columnsOf({ provider, ...row }: StoredAttempt): Readonly<Record<string, unknown>> {
  const { name, deadlineMs } = providerOf({ provider });
  return { ...row, endpoint: hashOf(provider), provider_name: name, deadline_ms: deadlineMs };
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
