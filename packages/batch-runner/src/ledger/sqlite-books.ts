import type { DatabaseSync } from "node:sqlite";
import type { ResolvedProvider } from "@shotlist/core";
import { toAttempt, type AttemptRow } from "./attempt-row.ts";
import type { AdmitRequest, Spending } from "./ledger.ts";
import type { TakeRecord, Version } from "./take-record.ts";
import type { Attempt, TakeKey } from "../lifecycle/attempt.ts";
import type { Rate } from "../money/rate.ts";
import { budgetKeyOf } from "../money/budget-key.ts";
import { allRows, oneRow } from "./stored.ts";
import { toTakeKey, toTakeRecord, toVersion, type TakeRecordRow, type TakeRow, type VersionRow } from "./take-row.ts";

/** What only a merge brought to a digest that has a better one shows as history. */
export const shownState = "CASE WHEN a.retired = 1 THEN 'resubmitted' ELSE a.state END";

const columnsWith = (
  state: string,
): string => `SELECT a.id, a.realm, a.digest, a.number, ${state} AS state, a.task_id, a.sha256, a.frame_sha256, a.failure,
  e.provider, a.model, a.run_id, a.reserved, a.settled, a.currency, a.failures_are_free, a.counted, a.counters,
  a.rate, a.released, a.intent, a.facts, a.created_at, a.intent_at, a.submitted_at, a.finished_at, a.updated_at
  FROM attempts a JOIN endpoints e ON e.id = a.endpoint`;

export const attemptColumns: string = columnsWith(shownState);
/** As an export states it: what each attempt is by itself. */
export const ownColumns: string = columnsWith("a.state");

/** An attempt that is added: what of its row is never written again. */
type NewAttemptRow = Pick<
  AttemptRow,
  | "id"
  | "realm"
  | "digest"
  | "number"
  | "state"
  | "model"
  | "run_id"
  | "currency"
  | "rate"
  | "failures_are_free"
  | "created_at"
  | "updated_at"
> & { readonly endpoint: number };

/** What an event changes of an attempt's row. */
type ChangedAttemptRow = Pick<
  AttemptRow,
  | "id"
  | "state"
  | "task_id"
  | "sha256"
  | "frame_sha256"
  | "failure"
  | "reserved"
  | "settled"
  | "counted"
  | "released"
  | "intent"
  | "facts"
  | "intent_at"
  | "submitted_at"
  | "finished_at"
  | "updated_at"
>;

/** Single entries of the tables, as decisions and merges read and write them inside their own transaction. */
export interface Books {
  readonly rowOf: (attemptId: string) => AttemptRow | undefined;
  readonly withTakes: (row: AttemptRow) => Attempt;
  /** Throws where there is no such attempt. */
  readonly mustHave: (attemptId: string) => Attempt;
  /** Of the newest attempt of a digest; 0 where there is none. */
  readonly lastNumber: (realm: string, digest: string) => number;
  readonly insert: (row: NewAttemptRow) => void;
  readonly update: (row: ChangedAttemptRow) => void;
  readonly endpointOf: (provider: ResolvedProvider) => number;
  readonly join: (attemptId: string, takes: readonly TakeKey[]) => void;
  readonly spend: (counters: readonly string[], currency: string | undefined, micros: number, tasks: number) => void;
  readonly spending: (key: string) => Spending;
  /** Of one currency, under a key that is also counted by the minute: since the minute of `since`. */
  readonly spentSince: (key: string, currency: string, since: number) => number;
  readonly take: (key: TakeKey) => TakeRecord | undefined;
  readonly takes: (storyboard?: string) => readonly TakeRecord[];
  /** What is asked for again keeps the time at which it was first asked for, unless that is before `overrulesBefore`. */
  readonly want: (take: Omit<TakeRecord, "chosen">, overrulesBefore?: number) => void;
  readonly choose: (take: TakeKey, version: number | undefined) => void;
  readonly versions: (key: TakeKey) => readonly Version[];
  readonly addVersion: (version: Omit<Version, "number">) => Version;
}

export function createBooks(database: DatabaseSync): Books {
  const sql = {
    byId: database.prepare(`${attemptColumns} WHERE a.id = ?`),
    lastNumber: database.prepare("SELECT max(number) AS number FROM attempts WHERE realm = ? AND digest = ?"),
    insert: database.prepare(
      `INSERT INTO attempts (id, realm, digest, number, state, endpoint, model, run_id, reserved, currency,
       rate, failures_are_free, counted, counters, facts, created_at, updated_at)
       VALUES (:id, :realm, :digest, :number, :state, :endpoint, :model, :run_id, 0, :currency,
       :rate, :failures_are_free, 0, '[]', '{}', :created_at, :updated_at)`,
    ),
    update: database.prepare(
      `UPDATE attempts SET state = :state, task_id = :task_id, sha256 = :sha256, frame_sha256 = :frame_sha256,
       failure = :failure, reserved = :reserved, settled = :settled, counted = :counted, released = :released, intent = :intent, facts = :facts,
       intent_at = :intent_at, submitted_at = :submitted_at, finished_at = :finished_at, updated_at = :updated_at
       WHERE id = :id`,
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

  function mustHave(attemptId: string): Attempt {
    const row = rowOf(attemptId);
    if (row === undefined) throw new Error(`the ledger knows no attempt ${attemptId}`);
    return withTakes(row);
  }

  function lastNumber(realm: string, digest: string): number {
    return oneRow<{ number: number | null }>(sql.lastNumber, realm, digest)?.number ?? 0;
  }

  function endpointOf(provider: ResolvedProvider): number {
    const text = JSON.stringify(provider);
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
    const rows = allRows<{ currency: string; micros: number; tasks: number }>(sql.spent, key);
    return {
      key,
      spent: rows.filter((row) => row.currency !== "").map(({ currency, micros }) => ({ currency, micros })),
      tasks: rows.reduce((sum, row) => sum + row.tasks, 0),
    };
  }

  function spentSince(key: string, currency: string, since: number): number {
    // `A` follows on every digit.
    return oneRow<{ micros: number }>(sql.spentSince, minuteKey(key, since), `${key}@A`, currency)?.micros ?? 0;
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
    mustHave,
    lastNumber,
    insert: (row) => void sql.insert.run(row),
    update: (row) => void sql.update.run(row),
    endpointOf,
    join,
    spend,
    spending,
    spentSince,
    take: recordOf,
    takes: (storyboard) => allRows<TakeRecordRow>(sql.takes, storyboard ?? null).map(toTakeRecord),
    want,
    choose: (key, version) => void sql.choose.run(version ?? null, key.storyboard, key.take),
    versions,
    addVersion,
  };
}

/** Everything that a cap may count an attempt under. */
export function countersOf({
  realm,
  runId,
  takes,
  provider,
  at,
}: Pick<AdmitRequest, "realm" | "runId" | "takes" | "provider" | "at">): readonly string[] {
  const payer = takes[0];
  const providerKey = `provider:${realm}:${provider.name}`;
  return [
    `run:${runId}`,
    ...(payer === undefined ? [] : [budgetKeyOf(payer.storyboard)]),
    providerKey,
    minuteKey(providerKey, at),
  ];
}

/** Under which a minute's spending is counted; keys of later minutes are later in the alphabet. */
export function minuteKey(key: string, at: number): string {
  return `${key}@${String(Math.max(0, Math.floor(at / 60_000))).padStart(10, "0")}`;
}

export function releasedColumn({ released }: { readonly released?: readonly string[] }): string | null {
  return released === undefined || released.length === 0 ? null : JSON.stringify(released);
}

export function rateColumn({ rate }: { readonly rate?: Rate }): string | null {
  return rate === undefined ? null : JSON.stringify(rate);
}

/** A clock that runs faster than the world's counts in fractions. */
export function wholeMs(at: number): number {
  return Math.floor(at);
}
