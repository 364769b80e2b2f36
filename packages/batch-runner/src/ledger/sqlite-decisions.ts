import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { ResolvedProvider } from "@shotlist/core";
import { LedgerFencedError, type Holder } from "../errors.ts";
import type { AttemptEvent } from "../lifecycle/event.ts";
import { nextState, type Effect } from "../lifecycle/next-state.ts";
import { isRunning, type AttemptState } from "../lifecycle/state.ts";
import { fromColumns, toAttempt, toColumns, type AttemptRow } from "./attempt-row.ts";
import type {
  Acquired,
  Admission,
  AdmitRequest,
  Advance,
  Advanced,
  Attempt,
  AttemptFilter,
  Spending,
  TakeKey,
  TakeRecord,
  TaskFacts,
  Version,
} from "./ledger.ts";
import { billOf, type Rate } from "../money/rate.ts";
import { knowsMore, outranks, type LedgerRecord } from "./ledger-record.ts";
import { allRows, fromStored, oneRow } from "./stored.ts";
import { applyMoney, taken, type Reckoning } from "./money-change.ts";

/** The decisions of the `Ledger` port, each to be run inside a transaction of its caller. */
export interface Decisions {
  acquire(
    holder: Holder,
    options: { readonly isGone: (holder: Holder, beatAt: number) => boolean; readonly at: number },
  ): Acquired;
  beat(fence: number, at: number): void;
  release(fence: number): void;
  holder(): { readonly holder: Holder; readonly beatAt: number } | undefined;
  admit(fence: number, request: AdmitRequest): Admission;
  advance(fence: number, advance: Advance): Advanced;
  join(fence: number, attemptId: string, takes: readonly TakeKey[]): void;
  want(fence: number, take: Omit<TakeRecord, "chosen">): void;
  addVersion(fence: number, version: Omit<Version, "number">): Version;
  choose(fence: number, take: TakeKey, version: number | undefined): void;
  current(realm: string, digest: string): Attempt | undefined;
  attempt(id: string): Attempt | undefined;
  attemptOfTask(realm: string, taskId: string): Attempt | undefined;
  attempts(filter?: AttemptFilter): readonly Attempt[];
  take(key: TakeKey): TakeRecord | undefined;
  takes(storyboard?: string): readonly TakeRecord[];
  versions(key: TakeKey): readonly Version[];
  spending(key: string): Spending;
  records(): readonly LedgerRecord[];
  importRecords(fence: number, records: readonly LedgerRecord[]): number;
}

/** What only a merge brought to a digest that has a better one shows as history. */
const shownState = "CASE WHEN a.retired = 1 THEN 'resubmitted' ELSE a.state END";

const columnsWith = (
  state: string,
): string => `SELECT a.id, a.realm, a.digest, a.number, ${state} AS state, a.task_id, a.sha256, a.frame_sha256, a.failure,
  e.provider, a.model, a.run_id, a.reserved, a.settled, a.currency, a.failures_are_free, a.counted, a.counters,
  a.rate,  a.intent, a.facts, a.created_at, a.intent_at, a.submitted_at, a.finished_at, a.updated_at
  FROM attempts a JOIN endpoints e ON e.id = a.endpoint`;

const attemptColumns = columnsWith(shownState);
/** As an export tells it: what each attempt is by itself. */
const ownColumns = columnsWith("a.state");

/** The decisions over one open database. */
export function createDecisions(database: DatabaseSync): Decisions {
  const sql = {
    lock: database.prepare("SELECT fence, holder, beat_at FROM lock"),
    hold: database.prepare("UPDATE lock SET fence = ?, holder = ?, beat_at = ?"),
    beat: database.prepare("UPDATE lock SET beat_at = ?"),
    release: database.prepare("UPDATE lock SET holder = NULL"),
    current: database.prepare(
      `${attemptColumns} WHERE a.realm = ? AND a.digest = ? AND a.state <> 'resubmitted' AND a.retired = 0`,
    ),
    ownById: database.prepare(`${ownColumns} WHERE a.id = ?`),
    ownOfDigest: database.prepare(`${ownColumns} WHERE a.realm = ? AND a.digest = ?`),
    retireAll: database.prepare("UPDATE attempts SET retired = 1 WHERE realm = ? AND digest = ?"),
    reinstate: database.prepare("UPDATE attempts SET retired = 0 WHERE id = ?"),
    lastNumber: database.prepare("SELECT max(number) AS number FROM attempts WHERE realm = ? AND digest = ?"),
    byId: database.prepare(`${attemptColumns} WHERE a.id = ?`),
    ofTask: database.prepare(`${attemptColumns} WHERE a.realm = ? AND a.task_id = ? ORDER BY a.created_at`),
    numbered: database.prepare("SELECT id FROM attempts WHERE realm = ? AND digest = ? AND number = ?"),
    counters: database.prepare("UPDATE attempts SET counters = ? WHERE id = ?"),
    takesOf: database.prepare(
      "SELECT storyboard, take FROM attempt_takes WHERE attempt_id = ? ORDER BY storyboard, take",
    ),
    endpoint: database.prepare("SELECT id FROM endpoints WHERE provider = ?"),
    addEndpoint: database.prepare("INSERT INTO endpoints (provider) VALUES (?) RETURNING id"),
    addAttempt: database.prepare(
      `INSERT INTO attempts (id, realm, digest, number, state, endpoint, model, run_id, reserved, currency,
       rate, failures_are_free, counted, counters, facts, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, 0, '[]', '{}', ?, ?)`,
    ),
    readmit: database.prepare(
      `UPDATE attempts SET endpoint = ?, model = ?, run_id = ?, reserved = ?, settled = NULL, currency = ?,
       rate = ?, failures_are_free = ?, counted = 1, counters = ?, updated_at = ? WHERE id = ?`,
    ),
    update: database.prepare(
      `UPDATE attempts SET state = ?, task_id = ?, sha256 = ?, frame_sha256 = ?, failure = ?, reserved = ?, settled = ?,
       counted = ?, intent = ?, facts = ?, intent_at = ?, submitted_at = ?, finished_at = ?, updated_at = ? WHERE id = ?`,
    ),
    addTake: database.prepare("INSERT OR IGNORE INTO attempt_takes (storyboard, take, attempt_id) VALUES (?, ?, ?)"),
    spend: database.prepare(
      `INSERT INTO spending (counter, currency, micros, tasks) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET micros = micros + excluded.micros, tasks = tasks + excluded.tasks`,
    ),
    spent: database.prepare("SELECT currency, micros, tasks FROM spending WHERE counter = ? ORDER BY currency"),
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
    allVersions: database.prepare(
      `SELECT storyboard, take, number, digest, attempt_id, sha256, at FROM versions ORDER BY storyboard, take, number`,
    ),
    addVersion: database.prepare(
      "INSERT INTO versions (storyboard, take, number, digest, attempt_id, sha256, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
    ),
    planned: database.prepare(`${attemptColumns} WHERE a.state = 'planned' AND a.counted = 1`),
  };

  interface LockRow {
    readonly fence: number;
    readonly holder: string | null;
    readonly beat_at: number;
  }

  function lockRow(): LockRow {
    const row = oneRow<LockRow>(sql.lock);
    if (row === undefined) throw new Error("the ledger has lost its lock's row");
    return row;
  }

  /** A run that was taken over must not write any more, whatever it still believes. */
  function assertFence(fence: number): void {
    const row = lockRow();
    if (row.fence !== fence || row.holder === null) throw new LedgerFencedError();
  }

  function acquire(holder: Holder, options: Parameters<Decisions["acquire"]>[1]): Acquired {
    const row = lockRow();
    const before = row.holder === null ? undefined : fromStored<Holder>(row.holder);
    if (before !== undefined && !options.isGone(before, row.beat_at)) return { acquired: false, holder: before };
    const fence = row.fence + 1;
    sql.hold.run(fence, JSON.stringify(holder), wholeMs(options.at));
    // What an earlier run reserved and never sent is free again.
    for (const planned of allRows<AttemptRow>(sql.planned)) {
      write(planned, { type: "restarted" }, { attemptId: planned.id, event: { type: "restarted" }, at: options.at });
    }
    return { acquired: true, fence, ...(before === undefined ? {} : { takenOverFrom: before }) };
  }

  function endpointOf(provider: ResolvedProvider): number {
    const text = JSON.stringify(provider);
    const row = oneRow<{ id: number }>(sql.endpoint, text) ?? oneRow<{ id: number }>(sql.addEndpoint, text);
    if (row === undefined) throw new Error("the ledger did not keep an endpoint");
    return row.id;
  }

  function withTakes(row: AttemptRow | undefined): Attempt | undefined {
    return row === undefined ? undefined : toAttempt(row, allRows<TakeRow>(sql.takesOf, row.id).map(toTakeKey));
  }

  function mustHave(id: string): Attempt {
    const attempt = withTakes(oneRow<AttemptRow>(sql.byId, id));
    if (attempt === undefined) throw new Error(`the ledger knows no attempt ${id}`);
    return attempt;
  }

  function join(attemptId: string, takes: readonly TakeKey[]): void {
    for (const { storyboard, take } of takes) sql.addTake.run(storyboard, take, attemptId);
  }

  function admit(request: AdmitRequest): Admission {
    const row = oneRow<AttemptRow>(sql.current, request.realm, request.digest);
    if (row !== undefined && (row.state !== "planned" || row.counted === 1)) {
      join(row.id, request.takes);
      return { kind: "exists", attempt: mustHave(row.id) };
    }
    const refusal = overCap(request);
    if (refusal !== undefined) return refusal;
    const id = row?.id ?? insert(request);
    const counters = countersOf(request);
    sql.readmit.run(
      endpointOf(request.provider),
      request.model,
      request.runId,
      request.reserve?.micros ?? 0,
      currencyOf(request) ?? null,
      rateColumn(request),
      request.failuresAreFree ? 1 : 0,
      JSON.stringify(counters),
      wholeMs(request.at),
      id,
    );
    join(id, request.takes);
    spend(counters, currencyOf(request), request.reserve?.micros ?? 0, 1);
    return { kind: "admitted", attempt: mustHave(id) };
  }

  function insert(request: AdmitRequest): string {
    const number = (oneRow<{ number: number | null }>(sql.lastNumber, request.realm, request.digest)?.number ?? 0) + 1;
    sql.addAttempt.run(
      request.id,
      request.realm,
      request.digest,
      number,
      "planned",
      endpointOf(request.provider),
      request.model,
      request.runId,
      currencyOf(request) ?? null,
      rateColumn(request),
      request.failuresAreFree ? 1 : 0,
      wholeMs(request.at),
      wholeMs(request.at),
    );
    return request.id;
  }

  function overCap(request: AdmitRequest): Admission | undefined {
    if (request.maxTasks !== undefined && spending(`run:${request.runId}`).tasks >= request.maxTasks) {
      return { kind: "over-tasks", maxTasks: request.maxTasks };
    }
    for (const cap of request.caps) {
      if (cap.limit.currency !== request.reserve?.currency) continue;
      const already = spending(cap.key).spent.find((money) => money.currency === cap.limit.currency)?.micros ?? 0;
      if (already + request.reserve.micros > cap.limit.micros) return { kind: "over-cap", cap, taken: already };
    }
    return undefined;
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

  function advance(request: Advance): Advanced {
    const row = oneRow<AttemptRow>(sql.byId, request.attemptId);
    if (row === undefined) throw new Error(`the ledger knows no attempt ${request.attemptId}`);
    return write(row, unambiguous(row, request.event), request);
  }

  /**
   * A task id that another attempt has already cannot be this one's too: an answer was doubled or mixed up. Only on this
   * machine may an id come back, once its task is done: a mock that is started anew counts from the beginning.
   */
  function unambiguous(row: AttemptRow, event: AttemptEvent): AttemptEvent {
    if (event.type !== "accepted") return event;
    const owners = allRows<AttemptRow>(sql.ofTask, row.realm, event.taskId).filter(({ id }) => id !== row.id);
    const isTaken = owners.some(
      ({ state }) => row.realm.startsWith("live:") || isRunning(state) || state === "succeeded",
    );
    if (!isTaken) return event;
    return {
      type: "unanswered",
      failure: {
        code: "task_known",
        message: `The vendor answered with task ${event.taskId}, which is another attempt's`,
      },
    };
  }

  function write(row: AttemptRow, event: AttemptEvent, request: Advance): Advanced {
    if (row.state === "resubmitted") return { attempt: mustHave(row.id), effects: [] };
    const { state, effects } = nextState(fromColumns(row), event);
    const before = reckoningOf(row);
    const facts = request.facts === undefined ? row.facts : merged(row.facts, request.facts);
    const terms = termsOf(row, fromStored<TaskFacts>(facts));
    const after = effects.reduce((reckoning, effect) => afterEffect(reckoning, effect, terms), before);
    spend(
      fromStored<string[]>(row.counters),
      row.currency ?? undefined,
      taken(after) - taken(before),
      Number(after.counted) - Number(before.counted),
    );
    const columns = toColumns(state);
    const at = wholeMs(request.at);
    sql.update.run(
      columns.state,
      columns.task_id,
      columns.sha256,
      columns.frame_sha256,
      columns.failure,
      after.reserved,
      after.settled ?? null,
      after.counted ? 1 : 0,
      request.intent === undefined ? row.intent : JSON.stringify(request.intent),
      facts,
      event.type === "intent" ? at : row.intent_at,
      event.type === "accepted" || event.type === "adopt" ? at : row.submitted_at,
      isFinal(state) ? (row.finished_at ?? at) : null,
      at,
      row.id,
    );
    return { attempt: mustHave(row.id), effects };
  }

  function addVersion(version: Omit<Version, "number">): Version {
    const have = versions(version);
    const same = have.find((candidate) => candidate.attemptId === version.attemptId);
    if (same !== undefined) return same;
    const number = (have.at(-1)?.number ?? 0) + 1;
    const { storyboard, take, digest, attemptId, sha256, at } = version;
    sql.addVersion.run(storyboard, take, number, digest, attemptId, sha256, wholeMs(at));
    return { ...version, at: wholeMs(at), number };
  }

  function versions(key: TakeKey): readonly Version[] {
    return allRows<VersionRow>(sql.versions, key.storyboard, key.take).map(toVersion);
  }

  /** What is asked for again keeps the time at which it was first asked for, unless it is `overrulesBefore`. */
  function want({ storyboard, take, digest, fields, at }: Omit<TakeRecord, "chosen">, overrulesBefore = 0): void {
    sql.want.run(storyboard, take, digest, JSON.stringify(fields), wholeMs(at ?? 0), wholeMs(overrulesBefore));
  }

  function importRecords(records: readonly LedgerRecord[]): number {
    let news = 0;
    const touched = new Map<string, Attempt>();
    for (const record of records) {
      if (record.type !== "attempt" || !importAttempt(record.attempt)) continue;
      touched.set(`${record.attempt.realm} ${record.attempt.digest}`, record.attempt);
      news += 1;
    }
    for (const { realm, digest } of touched.values()) reinstateBest(realm, digest);
    for (const record of records) {
      if (record.type === "take") news += Number(importTake(record.take));
      if (record.type === "clip") {
        const before = versions(record.clip).length;
        addVersion(record.clip);
        news += versions(record.clip).length - before;
      }
    }
    return news;
  }

  /** What was asked for last counts; `chosen` is a number that means something only where it was chosen. */
  function importTake(take: TakeRecord): boolean {
    const own = mapped(oneRow<TakeRecordRow>(sql.take, take.storyboard, take.take), toTakeRecord);
    if (own !== undefined && !isNewer(take, own)) return false;
    want(take, take.at);
    if (own === undefined && take.chosen !== undefined) sql.choose.run(take.chosen, take.storyboard, take.take);
    return true;
  }

  function importAttempt(attempt: Attempt): boolean {
    // What was never sent is worth nothing elsewhere.
    if (attempt.state.name === "planned") return false;
    const own = withTakes(oneRow<AttemptRow>(sql.ownById, attempt.id));
    if (own !== undefined && !knowsMore(attempt, own)) return joinsMore(attempt);
    sql.retireAll.run(attempt.realm, attempt.digest);
    if (own === undefined) insertImported(attempt);
    else spendFor(own, -1);
    writeImported(attempt, attempt.state);
    spendFor(attempt, 1);
    join(attempt.id, attempt.takes);
    return true;
  }

  function joinsMore({ id, takes }: Attempt): boolean {
    const before = allRows<TakeRow>(sql.takesOf, id).length;
    join(id, takes);
    return allRows<TakeRow>(sql.takesOf, id).length > before;
  }

  /** All of them may have been paid for and stay on the books; which one counts follows from them alone, in whatever order they came. */
  function reinstateBest(realm: string, digest: string): void {
    const candidates = allRows<AttemptRow>(sql.ownOfDigest, realm, digest)
      .filter(({ state }) => state !== "resubmitted")
      .map((row) => toAttempt(row, []));
    sql.retireAll.run(realm, digest);
    const [first, ...others] = candidates;
    if (first === undefined) return;
    sql.reinstate.run(others.reduce((best, other) => (outranks(other, best) ? other : best), first).id);
  }

  function ownAttempts(): readonly Attempt[] {
    const rows = allRows<AttemptRow>(database.prepare(`${ownColumns} ORDER BY a.created_at, a.id`));
    const counts = new Map<string, number>();
    return rows
      .map((row) => {
        const key = `${row.realm} ${row.digest}`;
        const number = (counts.get(key) ?? 0) + 1;
        counts.set(key, number);
        return { ...toAttempt(row, allRows<TakeRow>(sql.takesOf, row.id).map(toTakeKey)), number };
      })
      .toSorted((left, right) => (left.id < right.id ? -1 : 1));
  }

  function insertImported(attempt: Attempt): void {
    const { id, realm, digest, number, provider, model, runId, currency, failuresAreFree, createdAt, updatedAt } =
      attempt;
    const isTaken = sql.numbered.get(realm, digest, number) !== undefined;
    const last = oneRow<{ number: number | null }>(sql.lastNumber, realm, digest)?.number ?? 0;
    const endpoint = endpointOf(provider);
    const free = failuresAreFree ? 1 : 0;
    sql.addAttempt.run(
      id,
      realm,
      digest,
      isTaken ? last + 1 : number,
      // Not the current one yet: what it is follows with its state.
      "resubmitted",
      endpoint,
      model,
      runId,
      currency ?? null,
      rateColumn(attempt),
      free,
      createdAt,
      updatedAt,
    );
    sql.counters.run(JSON.stringify(countersOf({ realm, runId, takes: attempt.takes, provider, at: createdAt })), id);
  }

  function writeImported(attempt: Attempt, state: AttemptState): void {
    const columns = toColumns(state);
    sql.update.run(
      columns.state,
      columns.task_id,
      columns.sha256,
      columns.frame_sha256,
      columns.failure,
      attempt.reserved,
      attempt.settled ?? null,
      isCounted(attempt) ? 1 : 0,
      attempt.intent === undefined ? null : JSON.stringify(attempt.intent),
      JSON.stringify(attempt.facts),
      attempt.intentAt ?? null,
      attempt.submittedAt ?? null,
      attempt.finishedAt ?? null,
      attempt.updatedAt,
      attempt.id,
    );
  }

  function spendFor(attempt: Attempt, sign: 1 | -1): void {
    const row = oneRow<AttemptRow>(sql.byId, attempt.id);
    spend(
      fromStored<string[]>(row?.counters ?? "[]"),
      attempt.currency,
      sign * (attempt.settled ?? attempt.reserved),
      sign * Number(isCounted(attempt)),
    );
  }

  function attempts(filter: AttemptFilter = {}): readonly Attempt[] {
    const conditions: string[] = [];
    const values: SQLInputValue[] = [];
    if (filter.states !== undefined) {
      conditions.push(`${shownState} IN (${filter.states.map(() => "?").join(", ")})`);
      values.push(...filter.states);
    }
    if (filter.storyboard !== undefined || filter.take !== undefined) {
      conditions.push(`a.id IN (SELECT attempt_id FROM attempt_takes WHERE
        (?${values.length + 1} IS NULL OR storyboard = ?${values.length + 1}) AND
        (?${values.length + 2} IS NULL OR take = ?${values.length + 2}))`);
      values.push(filter.storyboard ?? null, filter.take ?? null);
    }
    const where = conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;
    const rows = allRows<AttemptRow>(
      database.prepare(`${attemptColumns}${where} ORDER BY a.created_at, a.id`),
      ...values,
    );
    return rows.map((row) => toAttempt(row, allRows<TakeRow>(sql.takesOf, row.id).map(toTakeKey)));
  }

  function fenced<Values extends unknown[], Value>(work: (...values: Values) => Value) {
    return (fence: number, ...values: Values): Value => {
      assertFence(fence);
      return work(...values);
    };
  }

  return {
    acquire,
    beat: fenced((at: number) => void sql.beat.run(wholeMs(at))),
    release: fenced(() => void sql.release.run()),
    holder() {
      const row = lockRow();
      return row.holder === null ? undefined : { holder: fromStored<Holder>(row.holder), beatAt: row.beat_at };
    },
    admit: fenced(admit),
    advance: fenced(advance),
    join: fenced(join),
    want: fenced((take: Omit<TakeRecord, "chosen">) => want(take)),
    addVersion: fenced(addVersion),
    choose: fenced((take: TakeKey, version: number | undefined) => {
      sql.choose.run(version ?? null, take.storyboard, take.take);
    }),
    current: (realm, digest) => withTakes(oneRow<AttemptRow>(sql.current, realm, digest)),
    attempt: (id) => withTakes(oneRow<AttemptRow>(sql.byId, id)),
    attemptOfTask: (realm, taskId) => withTakes(oneRow<AttemptRow>(sql.ofTask, realm, taskId)),
    attempts,
    take: (key) => mapped(oneRow<TakeRecordRow>(sql.take, key.storyboard, key.take), toTakeRecord),
    takes: (storyboard) => allRows<TakeRecordRow>(sql.takes, storyboard ?? null).map(toTakeRecord),
    versions,
    spending,
    records: () => [
      ...ownAttempts().map((attempt) => ({ type: "attempt", version: 1, attempt }) as const),
      ...allRows<TakeRecordRow>(sql.takes, null).map(
        (row) => ({ type: "take", version: 1, take: toTakeRecord(row) }) as const,
      ),
      ...inTheirOrder(allRows<VersionRow>(sql.allVersions).map(toVersion)).map(
        (clip) => ({ type: "clip", version: 1, clip }) as const,
      ),
    ],
    importRecords: fenced(importRecords),
  };
}

interface TakeRow {
  readonly storyboard: string;
  readonly take: string;
}

interface TakeRecordRow extends TakeRow {
  readonly digest: string;
  readonly fields: string;
  readonly chosen: number | null;
  readonly at: number;
}

interface VersionRow extends TakeRow {
  readonly number: number;
  readonly digest: string;
  readonly attempt_id: string;
  readonly sha256: string;
  readonly at: number;
}

function toTakeKey({ storyboard, take }: TakeRow): TakeKey {
  return { storyboard, take };
}

function toTakeRecord(row: TakeRecordRow): TakeRecord {
  return {
    ...toTakeKey(row),
    digest: row.digest,
    fields: fromStored<Record<string, string>>(row.fields),
    ...(row.chosen === null ? {} : { chosen: row.chosen }),
    ...(row.at === 0 ? {} : { at: row.at }),
  };
}

function toVersion(row: VersionRow): Version {
  const { number, digest, sha256, at } = row;
  return { ...toTakeKey(row), number, digest, attemptId: row.attempt_id, sha256, at };
}

function isNewer(one: TakeRecord, other: TakeRecord): boolean {
  const difference = (one.at ?? 0) - (other.at ?? 0);
  return difference === 0 ? one.digest > other.digest : difference > 0;
}

/** Versions under the numbers that follow from when they came, so that two ledgers that merged tell the same. */
function inTheirOrder(versions: readonly Version[]): readonly Version[] {
  const byTake = Map.groupBy(versions, ({ storyboard, take }) => JSON.stringify([storyboard, take]));
  return [...byTake.values()].flatMap((group) =>
    group
      .toSorted((left, right) => left.at - right.at || (left.attemptId < right.attemptId ? -1 : 1))
      .map((version, index) => ({ ...version, number: index + 1 })),
  );
}

/** Everything that a cap may count an attempt under. */
function countersOf({
  realm,
  runId,
  takes,
  provider,
  at,
}: Pick<AdmitRequest, "realm" | "runId" | "takes" | "provider" | "at">): readonly string[] {
  const payer = takes[0];
  return [
    `run:${runId}`,
    ...(payer === undefined ? [] : [`storyboard:${payer.storyboard}`]),
    `provider:${realm}:${provider.name}`,
    `provider:${realm}:${provider.name}:${new Date(at).toISOString().slice(0, 10)}`,
  ];
}

/** Whether an attempt stands for a submit that may be billed: all but those that were never sent or were refused. */
function isCounted({ state }: Attempt): boolean {
  return state.name !== "planned" && !(state.name === "failed" && state.taskId === undefined);
}

function reckoningOf(row: AttemptRow): Reckoning {
  return {
    reserved: row.reserved,
    counted: row.counted === 1,
    ...(row.settled === null ? {} : { settled: row.settled }),
  };
}

type Terms = Parameters<typeof applyMoney>[2];

function termsOf({ failures_are_free, rate }: AttemptRow, facts: TaskFacts): Terms {
  const bill = rate === null ? undefined : billOf(fromStored<Rate>(rate), facts);
  return { failuresAreFree: failures_are_free === 1, bill: bill?.micros };
}

function afterEffect(reckoning: Reckoning, effect: Effect, terms: Terms): Reckoning {
  return effect.do === "money" ? applyMoney(reckoning, effect.money, terms) : reckoning;
}

/** A take without a quote is counted in the currency in which it will be billed. */
function currencyOf({ reserve, rate }: Pick<AdmitRequest, "reserve" | "rate">): string | undefined {
  return reserve?.currency ?? rate?.currency;
}

function rateColumn({ rate }: { readonly rate?: Rate }): string | null {
  return rate === undefined ? null : JSON.stringify(rate);
}

function merged(before: string, facts: object): string {
  return JSON.stringify({ ...fromStored<object>(before), ...facts });
}

function isFinal(state: AttemptState): boolean {
  return ["downloaded", "failed", "expired", "cancelled", "abandoned", "resubmitted"].includes(state.name);
}

function mapped<Row, Value>(row: Row | undefined, map: (row: Row) => Value): Value | undefined {
  return row === undefined ? undefined : map(row);
}

/** A clock that runs faster than the world's counts in fractions. */
function wholeMs(at: number): number {
  return Math.floor(at);
}
