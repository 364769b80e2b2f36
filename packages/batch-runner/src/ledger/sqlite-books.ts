import type { DatabaseSync } from "node:sqlite";
import { toAttempt, type AttemptRow } from "./attempt-row.ts";
import { minutesSince, spendingOf, wholeMs, type Books, type UploadRow } from "./books.ts";
import type { Spending } from "./ledger.ts";
import { attemptColumns } from "./sqlite-columns.ts";
import { createOwnBooks } from "./sqlite-own-books.ts";
import { createReviewBooks } from "./sqlite-reviews.ts";
import { createUploadBooks } from "./sqlite-uploads.ts";
import type { TakeRecord, Version } from "./take-record.ts";
import type { Attempt, TakeKey } from "../lifecycle/attempt.ts";
import { allRows, oneRow } from "./stored.ts";
import { toTakeKey, toTakeRecord, toVersion, type TakeRecordRow, type TakeRow, type VersionRow } from "./take-row.ts";

/** The books of a ledger in SQLite, which can also be read from one end to the other. */
export interface SqliteBooks extends Books {
  readonly takes: (storyboard?: string) => readonly TakeRecord[];
  readonly versionsIn: (storyboard: string) => readonly Version[];
  readonly allWithTakes: (rows: readonly AttemptRow[]) => readonly Attempt[];
  /** In the order of their ids. */
  readonly uploads: () => readonly UploadRow[];
}

interface AttemptTakeRow extends TakeRow {
  readonly attempt_id: string;
}

export function createBooks(database: DatabaseSync): SqliteBooks {
  const sql = {
    byId: database.prepare(`${attemptColumns} WHERE a.id = ?`),
    lastNumber: database.prepare("SELECT max(number) AS number FROM attempts WHERE realm = ? AND digest = ?"),
    insert: database.prepare(
      `INSERT INTO attempts (id, realm, digest, number, state, endpoint, model, run_id, reserved, currency,
       rate, failures_are_free, counted, counters, facts, created_at, updated_at)
       VALUES (:id, :realm, :digest, :number, :state, :endpoint, :model, :run_id, :reserved, :currency,
       :rate, :failures_are_free, :counted, :counters, '{}', :created_at, :updated_at)`,
    ),
    update: database.prepare(
      `UPDATE attempts SET state = :state, task_id = :task_id, sha256 = :sha256, frame_sha256 = :frame_sha256,
       failure = :failure, reserved = :reserved, settled = :settled, counted = :counted, released = :released, intent = :intent, facts = :facts,
       intent_at = :intent_at, submitted_at = :submitted_at, finished_at = :finished_at, updated_at = :updated_at
       WHERE id = :id`,
    ),
    readmit: database.prepare(
      `UPDATE attempts SET endpoint = :endpoint, model = :model, run_id = :run_id, reserved = :reserved, settled = NULL,
       currency = :currency, rate = :rate, failures_are_free = :failures_are_free, counted = 1, counters = :counters,
       updated_at = :updated_at WHERE id = :id`,
    ),
    endpoint: database.prepare("SELECT id FROM endpoints WHERE provider = ?"),
    addEndpoint: database.prepare("INSERT INTO endpoints (provider) VALUES (?) RETURNING id"),
    takesOf: database.prepare(
      "SELECT storyboard, take FROM attempt_takes WHERE attempt_id = ? ORDER BY storyboard, take",
    ),
    addTake: database.prepare("INSERT OR IGNORE INTO attempt_takes (storyboard, take, attempt_id) VALUES (?, ?, ?)"),
    spend: database.prepare(
      `INSERT INTO spending (counter, currency, micros, tasks) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET micros = min(micros + excluded.micros, ${Number.MAX_SAFE_INTEGER}), tasks = tasks + excluded.tasks`,
    ),
    spent: database.prepare(
      `SELECT currency, min(micros, ${Number.MAX_SAFE_INTEGER}) AS micros, tasks FROM spending WHERE counter = ? ORDER BY currency`,
    ),
    spentSince: database.prepare(
      `SELECT min(coalesce(sum(micros), 0), ${Number.MAX_SAFE_INTEGER}) AS micros FROM spending
       WHERE counter >= ? AND counter < ? AND currency = ?`,
    ),
    take: database.prepare(
      "SELECT storyboard, take, digest, fields, chosen, at FROM takes WHERE storyboard = ? AND take = ?",
    ),
    takes: database.prepare(
      "SELECT storyboard, take, digest, fields, chosen, at FROM takes WHERE ?1 IS NULL OR storyboard = ?1 ORDER BY storyboard, take",
    ),
    want: database.prepare(
      `INSERT INTO takes (storyboard, take, digest, fields, at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET digest = excluded.digest, fields = excluded.fields, at = excluded.at
       WHERE digest <> excluded.digest OR fields <> excluded.fields OR at < ?`,
    ),
    choose: database.prepare("UPDATE takes SET chosen = ? WHERE storyboard = ? AND take = ?"),
    versions: database.prepare(
      `SELECT storyboard, take, number, digest, attempt_id, sha256, at FROM versions
       WHERE storyboard = ? AND take = ? ORDER BY number`,
    ),
    versionsIn: database.prepare(
      `SELECT storyboard, take, number, digest, attempt_id, sha256, at FROM versions
       WHERE storyboard = ? ORDER BY take, number`,
    ),
    takesOfAll: database.prepare(
      `SELECT attempt_id, storyboard, take FROM attempt_takes WHERE attempt_id IN (SELECT value FROM json_each(?))
       ORDER BY storyboard, take`,
    ),
    addVersion: database.prepare(
      "INSERT INTO versions (storyboard, take, number, digest, attempt_id, sha256, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
    ),
  };

  function rowOf(attemptId: string): AttemptRow | undefined {
    return oneRow<AttemptRow>(sql.byId, attemptId);
  }

  function withTakes(row: AttemptRow): Attempt {
    return toAttempt(row, allRows<TakeRow>(sql.takesOf, row.id).map(toTakeKey));
  }

  function allWithTakes(rows: readonly AttemptRow[]): readonly Attempt[] {
    const ids = JSON.stringify(rows.map(({ id }) => id));
    const takes = Map.groupBy(allRows<AttemptTakeRow>(sql.takesOfAll, ids), (row) => row.attempt_id);
    return rows.map((row) => toAttempt(row, (takes.get(row.id) ?? []).map(toTakeKey)));
  }

  function mustHave(attemptId: string): Attempt {
    const row = rowOf(attemptId);
    if (row === undefined) throw new Error(`the ledger knows no attempt ${attemptId}`);
    return withTakes(row);
  }

  function lastNumber(realm: string, digest: string): number {
    return oneRow<{ number: number | null }>(sql.lastNumber, realm, digest)?.number ?? 0;
  }

  function endpointOf(text: string): number {
    const row = oneRow<{ id: number }>(sql.endpoint, text) ?? oneRow<{ id: number }>(sql.addEndpoint, text);
    if (row === undefined) throw new Error("the ledger did not keep an endpoint");
    return row.id;
  }

  function join(attemptId: string, takes: readonly TakeKey[]): void {
    for (const { storyboard, take } of takes) sql.addTake.run(storyboard, take, attemptId);
  }

  function spend(counters: readonly string[], currency: string | undefined, micros: number, tasks: number): void {
    if (micros === 0 && tasks === 0) return;
    for (const counter of counters) sql.spend.run(counter, currency ?? "", micros, tasks);
  }

  function spending(key: string): Spending {
    return spendingOf(key, allRows(sql.spent, key));
  }

  function spentSince(key: string, currency: string, since: number): number {
    return oneRow<{ micros: number }>(sql.spentSince, ...minutesSince(key, since), currency)?.micros ?? 0;
  }

  function recordOf(key: TakeKey): TakeRecord | undefined {
    const row = oneRow<TakeRecordRow>(sql.take, key.storyboard, key.take);
    return row === undefined ? undefined : toTakeRecord(row);
  }

  function want({ storyboard, take, digest, fields, at }: Omit<TakeRecord, "chosen">, overrulesBefore = 0): void {
    sql.want.run(storyboard, take, digest, JSON.stringify(fields), wholeMs(at ?? 0), wholeMs(overrulesBefore));
  }

  function versions(key: TakeKey): readonly Version[] {
    return allRows<VersionRow>(sql.versions, key.storyboard, key.take).map(toVersion);
  }

  function addVersion(version: Omit<Version, "number">): Version {
    const have = versions(version);
    const same = have.find(
      (candidate) => candidate.attemptId === version.attemptId && candidate.sha256 === version.sha256,
    );
    if (same !== undefined) return same;
    const number = (have.at(-1)?.number ?? 0) + 1;
    const { storyboard, take, digest, attemptId, sha256, at } = version;
    sql.addVersion.run(storyboard, take, number, digest, attemptId, sha256, wholeMs(at));
    return { ...version, at: wholeMs(at), number };
  }

  return {
    rowOf,
    withTakes,
    allWithTakes,
    mustHave,
    lastNumber,
    insert: ({ provider, ...row }) => void sql.insert.run({ ...row, endpoint: endpointOf(provider) }),
    update: (row) => void sql.update.run(row),
    readmit: ({ provider, ...row }) => void sql.readmit.run({ ...row, endpoint: endpointOf(provider) }),
    join,
    spend,
    spending,
    spentSince,
    take: recordOf,
    takes: (storyboard) => allRows<TakeRecordRow>(sql.takes, storyboard ?? null).map(toTakeRecord),
    want,
    choose: (key, version) => void sql.choose.run(version ?? null, key.storyboard, key.take),
    versions,
    versionsIn: (storyboard) => allRows<VersionRow>(sql.versionsIn, storyboard).map(toVersion),
    addVersion,
    ...createReviewBooks(database),
    ...createUploadBooks(database),
    ...createOwnBooks(database),
  };
}
