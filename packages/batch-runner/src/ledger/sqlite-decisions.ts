import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { realmClassOf } from "@shotlist/core";
import { LedgerFencedError, type Holder } from "../failures/errors.ts";
import type { AttemptEvent } from "../lifecycle/event.ts";
import { nextState } from "../lifecycle/next-state.ts";
import { isOpen, traits } from "../lifecycle/state.ts";
import { fromColumns, toColumns, type AttemptRow } from "./attempt-row.ts";
import type { Acquired, Admission, AdmitRequest, Advance, Advanced, AttemptFilter, Cap, Spending } from "./ledger.ts";
import type { TakeRecord, Version } from "./take-record.ts";
import type { Attempt, TakeKey, TaskFacts } from "../lifecycle/attempt.ts";
import { chargeOf, type Rate } from "../money/rate.ts";
import type { LedgerRecord } from "./ledger-record.ts";
import { createLedgerTime } from "./ledger-time.ts";
import type { SentNotes } from "./sent-notes.ts";
import { allRows, DamagedLedger, objectFromStored, oneRow, textsFromStored } from "./stored.ts";
import type { TakeReview } from "./review.ts";
import { createReviews } from "./sqlite-reviews.ts";
import { attemptColumns, countersOf, createBooks, rateColumn, shownState, wholeMs } from "./sqlite-books.ts";
import { createMerge } from "./sqlite-merge.ts";
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
  review(fence: number, take: TakeKey, review: TakeReview): void;
  current(realm: string, digest: string): Attempt | undefined;
  attempt(id: string): Attempt | undefined;
  attemptOfTask(realm: string, taskId: string): Attempt | undefined;
  attempts(filter?: AttemptFilter): readonly Attempt[];
  take(key: TakeKey): TakeRecord | undefined;
  takes(storyboard?: string): readonly TakeRecord[];
  versions(key: TakeKey): readonly Version[];
  reviewOf(key: TakeKey): TakeReview | undefined;
  spending(key: string): Spending;
  records(): readonly LedgerRecord[];
  importRecords(fence: number, records: readonly LedgerRecord[]): number;
  /** The same without the lock, for what the ledger itself once knew. */
  takeIn(records: readonly LedgerRecord[]): number;
}

/** The decisions over one open database; `noteSent` hears what becomes of each attempt. */
export function createDecisions(database: DatabaseSync, noteSent?: SentNotes["note"]): Decisions {
  const books = createBooks(database);
  const merge = createMerge(database, books);
  const reviews = createReviews(database);
  const ledgerTime = createLedgerTime(database);
  const { mustHave, spend, spending } = books;
  const sql = {
    lock: database.prepare("SELECT fence, holder, beat_at FROM lock"),
    hold: database.prepare("UPDATE lock SET fence = ?, holder = ?, beat_at = ?"),
    beat: database.prepare("UPDATE lock SET beat_at = ?"),
    release: database.prepare("UPDATE lock SET holder = NULL"),
    current: database.prepare(
      `${attemptColumns} WHERE a.realm = ? AND a.digest = ? AND a.state <> 'resubmitted' AND a.retired = 0`,
    ),
    ofTask: database.prepare(`${attemptColumns} WHERE a.realm = ? AND a.task_id = ? ORDER BY a.created_at`),
    planned: database.prepare(`${attemptColumns} WHERE a.state = 'planned' AND a.counted = 1`),
    readmit: database.prepare(
      `UPDATE attempts SET endpoint = ?, model = ?, run_id = ?, reserved = ?, settled = NULL, currency = ?,
       rate = ?, failures_are_free = ?, counted = 1, counters = ?, updated_at = ? WHERE id = ?`,
    ),
  };
  const selections = new Map<string, StatementSync>();

  interface LockRow {
    readonly fence: number;
    readonly holder: string | null;
    readonly beat_at: number;
  }

  function lockRow(): LockRow {
    const row = oneRow<LockRow>(sql.lock);
    if (row === undefined) throw new DamagedLedger("the row of its lock is gone");
    return row;
  }

  /** A run that was taken over must not write any more, whatever it still believes. */
  function assertFence(fence: number): void {
    const row = lockRow();
    if (row.fence !== fence || row.holder === null) throw new LedgerFencedError();
  }

  function acquire(holder: Holder, options: Parameters<Decisions["acquire"]>[1]): Acquired {
    const row = lockRow();
    const before = row.holder === null ? undefined : holderFrom(row.holder);
    if (before !== undefined && !options.isGone(before, row.beat_at)) {
      // A clock that ran ahead would hold the ledger until ours has caught up: its silence counts from now. While it lives it beats again.
      const beatAt = Math.min(row.beat_at, wholeMs(options.at));
      if (beatAt < row.beat_at) sql.beat.run(beatAt);
      return { acquired: false, holder: before, beatAt };
    }
    const fence = row.fence + 1;
    sql.hold.run(fence, JSON.stringify(holder), wholeMs(options.at));
    // What an earlier run reserved and never sent is free again.
    for (const planned of allRows<AttemptRow>(sql.planned)) {
      write(planned, { type: "restarted" }, { attemptId: planned.id, event: { type: "restarted" }, at: options.at });
    }
    return { acquired: true, fence, ...(before === undefined ? {} : { takenOverFrom: before }) };
  }

  function admit(request: AdmitRequest): Admission {
    const row = oneRow<AttemptRow>(sql.current, request.realm, request.digest);
    if (row !== undefined && (row.state !== "planned" || row.counted === 1)) {
      books.join(row.id, request.takes);
      return { kind: "exists", attempt: mustHave(row.id) };
    }
    const refusal = overCap(request);
    if (refusal !== undefined) return refusal;
    const id = row?.id ?? insert(request);
    const counters = countersOf({ ...request, at: timeOf(request) });
    sql.readmit.run(
      books.endpointOf(request.provider),
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
    books.join(id, request.takes);
    spend(counters, currencyOf(request), request.reserve?.micros ?? 0, 1);
    return { kind: "admitted", attempt: mustHave(id) };
  }

  function insert(request: AdmitRequest): string {
    books.insert({
      id: request.id,
      realm: request.realm,
      digest: request.digest,
      number: books.lastNumber(request.realm, request.digest) + 1,
      state: "planned",
      endpoint: books.endpointOf(request.provider),
      model: request.model,
      run_id: request.runId,
      currency: currencyOf(request) ?? null,
      rate: rateColumn(request),
      failures_are_free: request.failuresAreFree ? 1 : 0,
      created_at: wholeMs(request.at),
      updated_at: wholeMs(request.at),
    });
    return request.id;
  }

  function overCap(request: AdmitRequest): Admission | undefined {
    if (request.maxTasks !== undefined && spending(`run:${request.runId}`).tasks >= request.maxTasks) {
      return { kind: "over-tasks", maxTasks: request.maxTasks };
    }
    for (const cap of request.caps) {
      if (cap.limit.currency !== request.reserve?.currency) continue;
      const already = takenUnder(cap, request);
      if (already + request.reserve.micros > cap.limit.micros) return { kind: "over-cap", cap, taken: already };
    }
    return undefined;
  }

  function timeOf({ at, steady }: AdmitRequest): number {
    return ledgerTime(at, steady);
  }

  function takenUnder({ key, limit: { currency }, withinMs }: Cap, request: AdmitRequest): number {
    if (withinMs !== undefined) return books.spentSince(key, currency, timeOf(request) - withinMs);
    return spending(key).spent.find((money) => money.currency === currency)?.micros ?? 0;
  }

  function advance(request: Advance): Advanced {
    const row = books.rowOf(request.attemptId);
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
    const isTaken = owners.some(({ state }) => realmClassOf(row.realm) === "live" || isOpen(traits[state]));
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
    if (row.state === "resubmitted") return { attempt: mustHave(row.id) };
    const { state, money } = nextState(fromColumns(row), event);
    const before = reckoningOf(row);
    const facts = request.facts === undefined ? row.facts : merged(row.facts, request.facts);
    const terms = termsOf(row, objectFromStored<TaskFacts>(facts));
    const after = money === undefined ? before : applyMoney(before, money, terms);
    spend(
      textsFromStored(row.counters),
      row.currency ?? undefined,
      taken(after) - taken(before),
      Number(after.counted) - Number(before.counted),
    );
    const at = wholeMs(request.at);
    books.update({
      id: row.id,
      ...toColumns(state),
      reserved: after.reserved,
      settled: after.settled ?? null,
      counted: after.counted ? 1 : 0,
      released: event.type === "release" ? withReleased(row.released, event.taskId) : row.released,
      intent: request.intent === undefined ? row.intent : JSON.stringify(request.intent),
      facts,
      intent_at: event.type === "intent" ? at : row.intent_at,
      submitted_at: event.type === "accepted" || event.type === "adopt" ? at : row.submitted_at,
      finished_at: traits[state.name].ended ? (row.finished_at ?? at) : null,
      updated_at: at,
    });
    const attempt = mustHave(row.id);
    noteSent?.(attempt, event);
    return { attempt };
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
    return allRows<AttemptRow>(selection(where), ...values).map(books.withTakes);
  }

  /** Prepared once for each combination of conditions; there are few. */
  function selection(where: string): StatementSync {
    const known = selections.get(where);
    if (known !== undefined) return known;
    const statement = database.prepare(`${attemptColumns}${where} ORDER BY a.created_at, a.id`);
    selections.set(where, statement);
    return statement;
  }

  function found(statement: StatementSync, ...values: SQLInputValue[]): Attempt | undefined {
    const row = oneRow<AttemptRow>(statement, ...values);
    return row === undefined ? undefined : books.withTakes(row);
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
      return row.holder === null ? undefined : { holder: holderFrom(row.holder), beatAt: row.beat_at };
    },
    admit: fenced(admit),
    advance: fenced(advance),
    join: fenced(books.join),
    want: fenced((take: Omit<TakeRecord, "chosen">) => books.want(take)),
    addVersion: fenced(books.addVersion),
    choose: fenced(books.choose),
    review: fenced(reviews.add),
    current: (realm, digest) => found(sql.current, realm, digest),
    attempt(id) {
      const row = books.rowOf(id);
      return row === undefined ? undefined : books.withTakes(row);
    },
    attemptOfTask: (realm, taskId) => found(sql.ofTask, realm, taskId),
    attempts,
    take: books.take,
    takes: books.takes,
    versions: books.versions,
    reviewOf: reviews.of,
    spending,
    records: merge.records,
    importRecords: fenced(merge.importRecords),
    takeIn: merge.importRecords,
  };
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
  const bill = rate === null ? undefined : chargeOf(objectFromStored<Rate>(rate), facts);
  return { failuresAreFree: failures_are_free === 1, bill: bill?.micros };
}

/** A take without a quote is counted in the currency in which it will be billed. */
function currencyOf({ reserve, rate }: Pick<AdmitRequest, "reserve" | "rate">): string | undefined {
  return reserve?.currency ?? rate?.currency;
}

function merged(before: string, facts: object): string {
  return JSON.stringify({ ...objectFromStored<object>(before), ...facts });
}

function withReleased(before: string | null, taskId: string): string {
  return JSON.stringify([...(before === null ? [] : textsFromStored(before)), taskId]);
}

function holderFrom(text: string): Holder {
  const { host, pid, startedAt, runId } = objectFromStored<Holder>(text);
  const isHolder = [host, startedAt, runId].every((value) => typeof value === "string") && Number.isSafeInteger(pid);
  if (isHolder) return { host, pid, startedAt, runId };
  throw new DamagedLedger("the holder of its lock cannot be read");
}
