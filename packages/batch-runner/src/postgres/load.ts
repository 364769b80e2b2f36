import type { AttemptRow } from "../ledger/attempt-row.ts";
import { mayBeInFlight } from "../lifecycle/state.ts";
import type { TakeRecordRow, TakeRow, VersionRow } from "../ledger/take-row.ts";
import { StorageError } from "../failures/storage-error.ts";
import type { Session } from "./connection.ts";
import type { Time } from "./decide.ts";
import { digestKey, fileKey, laneKey, minutesKey, takeKey, type Needs } from "./needs.ts";
import { serverTime } from "./server-time.ts";
import type {
  StoredAttempt,
  StoredCount,
  StoredSession,
  StoredSpending,
  StoredUpload,
  WorkingSet,
} from "./working-set.ts";

const inFlight = mayBeInFlight.map((state) => `'${state}'`).join(", ");

/** What one reading answers. */
interface Loaded {
  readonly attempts: readonly Omit<StoredAttempt, "takes">[];
  readonly attempt_takes: readonly (TakeRow & { readonly attempt_id: string })[];
  readonly takes: readonly TakeRecordRow[];
  readonly versions: readonly VersionRow[];
  readonly reviews: readonly (TakeRow & { readonly review: string })[];
  readonly spending: readonly StoredSpending[];
  readonly minutes: readonly (StoredSpending & { readonly from: string; readonly to: string })[];
  readonly lanes: readonly StoredCount[];
  readonly uploads: readonly StoredUpload[];
  readonly sessions: readonly StoredSession[];
  readonly last_fence: number;
  readonly started_at: number;
  readonly now: number;
  readonly synchronous_commit: string;
}

const columns = `a.id, a.realm, a.digest, a.number, a.state, a.task_id, a.sha256, a.frame_sha256, a.failure, e.provider,
  a.model, a.run_id, a.reserved, a.settled, a.currency, a.failures_are_free, a.counted, a.counters, a.rate, a.released,
  a.intent, a.facts, a.created_at, a.intent_at, a.submitted_at, a.finished_at, a.updated_at, a.retired, a.session, a.sent_by`;

/** The columns of an attempt with its endpoint, from `attempts a` and `endpoints e`. */
export const attemptColumns: string = columns;

function list(from: string): string {
  return `(SELECT coalesce(json_agg(row_to_json(x)), '[]') FROM (${from}) x)`;
}

/** One statement for everything that decisions may need: of each digest all attempts, of each take all that is kept of it. */
export function loadStatement(schema: string): string {
  const named = `(SELECT t->>0 AS storyboard, t->>1 AS take FROM json_array_elements($6::json) t) named`;
  return `
    WITH wanted AS (
      SELECT realm, digest FROM ${schema}.attempts WHERE id = ANY($1::text[])
      UNION SELECT realm, digest FROM ${schema}.attempts WHERE task_id = ANY($2::text[])
      UNION SELECT d->>0, d->>1 FROM json_array_elements($3::json) d
      UNION SELECT realm, digest FROM ${schema}.attempts
        WHERE $8::boolean AND state IN ('planned', 'submitting') AND counted = 1
    ), found AS (
      SELECT ${columns} FROM wanted
      JOIN ${schema}.attempts a ON a.realm = wanted.realm AND a.digest = wanted.digest
      JOIN ${schema}.endpoints e ON e.hash = a.endpoint
    )
    SELECT ${list("SELECT * FROM found")} AS attempts,
      ${list(`SELECT storyboard, take, attempt_id FROM ${schema}.attempt_takes
        WHERE attempt_id IN (SELECT id FROM found) ORDER BY storyboard, take`)} AS attempt_takes,
      ${list(`SELECT k.* FROM ${schema}.takes k JOIN ${named} USING (storyboard, take)`)} AS takes,
      ${list(`SELECT v.* FROM ${schema}.versions v JOIN ${named} USING (storyboard, take) ORDER BY v.number`)} AS versions,
      ${list(`SELECT r.* FROM ${schema}.reviews r JOIN ${named} USING (storyboard, take)`)} AS reviews,
      ${list(`SELECT * FROM ${schema}.spending WHERE counter = ANY($4::text[])`)} AS spending,
      ${list(`SELECT s.*, m->>0 AS "from", m->>1 AS "to" FROM json_array_elements($5::json) m
        JOIN ${schema}.spending s ON s.counter >= m->>0 AND s.counter < m->>1`)} AS minutes,
      ${list(`SELECT
        (SELECT count(*) FROM ${schema}.attempts a WHERE a.realm = l->>0 AND a.provider_name = l->>1
          AND a.state = 'planned' AND a.counted = 1)
        + (SELECT count(*) FROM ${schema}.attempts a WHERE a.realm = l->>0 AND a.provider_name = l->>1 AND a.state IN (${inFlight})
          AND coalesce(a.submitted_at, a.intent_at, a.created_at) + a.deadline_ms > (l->>2)::bigint) AS in_flight,
        (SELECT count(*) FROM ${schema}.attempts a WHERE a.realm = l->>0 AND a.provider_name = l->>1
          AND a.state <> 'planned' AND a.intent_at > (l->>3)::bigint)
        + (SELECT count(*) FROM ${schema}.attempts a WHERE a.realm = l->>0 AND a.provider_name = l->>1
          AND a.state = 'planned' AND a.counted = 1) AS sent
        FROM json_array_elements($7::json) WITH ORDINALITY AS lanes (l, place) ORDER BY place`)} AS lanes,
      ${list(`SELECT u.* FROM ${schema}.uploads u WHERE u.id = ANY($9::text[]) OR (u.realm, u.account, u.sha256) IN
        (SELECT f->>0, f->>1, f->>2 FROM json_array_elements($10::json) f) ORDER BY u.id`)} AS uploads,
      ${list(`SELECT * FROM ${schema}.sessions WHERE is_open`)} AS sessions,
      (SELECT coalesce(max(fence), 0)::float8 FROM ${schema}.sessions) AS last_fence,
      (extract(epoch FROM pg_postmaster_start_time()) * 1000)::float8 AS started_at,
      ${serverTime}::float8 AS now,
      current_setting('synchronous_commit') AS synchronous_commit`;
}

/** Reads what is needed into the set. What was read before stays as it is. */
export async function load(
  session: Session,
  set: WorkingSet,
  { statement, needs, time }: { readonly statement: string; readonly needs: Needs; readonly time: Time },
): Promise<void> {
  const lanes = [...needs.lanes.values()];
  const [loaded] = await session.rows<Loaded & Record<string, unknown>>(statement, [
    [...needs.attempts],
    [...needs.tasks],
    JSON.stringify([...needs.digests.values()]),
    [...needs.counters],
    JSON.stringify([...needs.minutes.values()]),
    JSON.stringify([...needs.takes.values()].map(({ storyboard, take }) => [storyboard, take])),
    JSON.stringify(lanes.map(({ realm, provider, now, since }) => [realm, provider, now, since])),
    needs.orphans,
    [...needs.uploads],
    JSON.stringify([...needs.files.values()]),
  ]);
  if (loaded === undefined) throw new Error("the ledger answered nothing");
  // A server that confirms what is not on its disk may forget what was paid for.
  if (loaded.synchronous_commit === "off") throw new StorageError("ledger_not_durable", { doing: "asking the ledger" });
  keepAttempts(needs, loaded, set);
  keepTakes(needs, loaded, set);
  keepUploads(needs, loaded, set);
  for (const counter of needs.counters) {
    set.spending.set(
      counter,
      loaded.spending.filter((row) => row.counter === counter),
    );
  }
  for (const [name, [from, to]] of needs.minutes) {
    set.minutes.set(
      name,
      loaded.minutes.filter((row) => minutesKey(row.from, row.to) === minutesKey(from, to)),
    );
  }
  for (const [index, lane] of lanes.entries()) {
    const count = loaded.lanes[index];
    if (count !== undefined) set.lanes.set(laneKey(lane), count);
  }
  for (const row of loaded.sessions) set.sessions.load(String(row.fence), row);
  set.lastFence = Math.max(set.lastFence, loaded.last_fence);
  if (time === "server") {
    set.startedAt = loaded.started_at;
    // A transaction has one time, from when it could begin.
    if (set.now === 0) set.now = Math.floor(loaded.now);
  }
  if (needs.orphans) set.hasOrphans = true;
}

function keepAttempts(needs: Needs, { attempts, attempt_takes }: Loaded, set: WorkingSet): void {
  const takesOf = Map.groupBy(attempt_takes, ({ attempt_id }) => attempt_id);
  for (const row of attempts) {
    const takes = (takesOf.get(row.id) ?? []).map(({ storyboard, take }) => ({ storyboard, take }));
    set.attempts.load(row.id, { ...row, takes });
  }
  const byDigest = Map.groupBy(attempts, ({ realm, digest }: AttemptRow) => digestKey(realm, digest));
  for (const [key, rows] of byDigest) {
    set.digests.load(
      key,
      rows.map(({ id }) => id),
    );
  }
  for (const key of needs.digests.keys()) set.digests.load(key, undefined);
  for (const id of needs.attempts) set.attempts.load(id, undefined);
  for (const task of needs.tasks) set.tasks.add(task);
}

function keepTakes(needs: Needs, { takes, versions, reviews }: Loaded, set: WorkingSet): void {
  const records = new Map(takes.map((row) => [takeKey(row), row]));
  const clips = Map.groupBy(versions, takeKey);
  const said = new Map(reviews.map((row) => [takeKey(row), row.review]));
  for (const [key, { storyboard, take }] of needs.takes) {
    set.takes.load(key, {
      storyboard,
      take,
      record: records.get(key),
      versions: clips.get(key) ?? [],
      review: said.get(key),
    });
  }
}

function keepUploads(needs: Needs, { uploads }: Loaded, set: WorkingSet): void {
  for (const row of uploads) set.uploads.load(row.id, row);
  for (const id of needs.uploads) set.uploads.load(id, undefined);
  const ofFile = Map.groupBy(uploads, ({ realm, account, sha256 }) => fileKey([realm, account, sha256]));
  for (const key of needs.files.keys()) set.files.load(key, ofFile.get(key)?.map(({ id }) => id) ?? []);
}
