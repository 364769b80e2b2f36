import { toAttempt, toColumns } from "./attempt-row.ts";
import type { TakeRecord } from "./take-record.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import { knowsMore, outranks, stands, type LedgerRecord } from "./ledger-record.ts";
import type { AttemptState } from "../lifecycle/state.ts";
import { countersOf, minuteKey, rateColumn, releasedColumn, type Books } from "./books.ts";
import { textsFromStored } from "./stored.ts";
import type { Uploads } from "./uploads.ts";

/** Joins records of another ledger; answers how many were new. */
export function createMerge(
  books: Books,
  uploads: Pick<Uploads, "take">,
): (records: readonly LedgerRecord[]) => number {
  function importRecords(records: readonly LedgerRecord[]): number {
    let news = 0;
    const touched = new Map<string, Attempt>();
    const succeeded = new Set(
      records.flatMap((record) =>
        record.type === "attempt" && stands(record.attempt.state.name)
          ? [`${record.attempt.realm} ${record.attempt.digest}`]
          : [],
      ),
    );
    for (const record of records) {
      if (record.type !== "attempt" || !importAttempt(record.attempt, succeeded)) continue;
      touched.set(`${record.attempt.realm} ${record.attempt.digest}`, record.attempt);
      news += 1;
    }
    for (const { realm, digest } of touched.values()) reinstateBest(realm, digest);
    for (const record of records) {
      if (record.type === "upload") news += Number(uploads.take(record.upload));
      if (record.type === "take") news += Number(importTake(record.take));
      if (record.type === "clip") {
        const before = books.versions(record.clip).length;
        books.addVersion(record.clip);
        news += books.versions(record.clip).length - before;
      }
    }
    return news;
  }

  /** What was asked for last counts; `chosen` is a number that means something only where it was chosen. */
  function importTake(take: TakeRecord): boolean {
    const own = books.take(take);
    if (own !== undefined && !isNewer(take, own)) return false;
    books.want(take, take.at);
    if (own === undefined && take.chosen !== undefined) books.choose(take, take.chosen);
    return true;
  }

  function importAttempt(attempt: Attempt, succeeded: ReadonlySet<string>): boolean {
    // What was never sent is worth nothing elsewhere.
    if (attempt.state.name === "planned") return false;
    const row = books.ownRowOf(attempt.id);
    const own = row === undefined ? undefined : books.withTakes(row);
    if (own !== undefined && !knowsMore(attempt, own)) return joinsMore(attempt);
    if (own !== undefined && own.state.name !== "resubmitted" && attempt.state.name === "resubmitted") {
      // What is paid for or held here is released only by a person here, or where another attempt is known to stand for it.
      if (!hasSuccessor(attempt, succeeded)) return joinsMore(attempt);
    }
    books.retireAll(attempt.realm, attempt.digest);
    if (own === undefined) insertImported(attempt);
    else {
      spendFor(own, -1);
      countFrom(attempt);
    }
    writeImported(attempt, attempt.state);
    spendFor(attempt, 1);
    books.join(attempt.id, attempt.takes);
    return true;
  }

  /** Whether a digest has its own attempt besides this one, here or among what is imported. */
  function hasSuccessor({ id, realm, digest }: Attempt, imported: ReadonlySet<string>): boolean {
    if (imported.has(`${realm} ${digest}`)) return true;
    return books.ownRowsOf(realm, digest).some((row) => row.id !== id && stands(row.state));
  }

  function joinsMore({ id, takes }: Attempt): boolean {
    const before = books.mustHave(id).takes.length;
    books.join(id, takes);
    return books.mustHave(id).takes.length > before;
  }

  /** All of them may have been paid for and stay on the books; which one counts follows from them alone, in whatever order they came. */
  function reinstateBest(realm: string, digest: string): void {
    const candidates = books
      .ownRowsOf(realm, digest)
      .filter(({ state }) => state !== "resubmitted")
      .map((row) => toAttempt(row, []));
    books.retireAll(realm, digest);
    const [first, ...others] = candidates;
    if (first === undefined) return;
    books.reinstate(others.reduce((best, other) => (outranks(other, best) ? other : best), first).id);
  }

  function insertImported(attempt: Attempt): void {
    const { id, realm, digest, number, provider, model, runId, currency, failuresAreFree, createdAt, updatedAt } =
      attempt;
    const isTaken = books.isNumbered(realm, digest, number);
    const counters = countersOf({ realm, runId, takes: attempt.takes, provider, at: lastReserved(attempt) });
    books.insert({
      id,
      realm,
      digest,
      number: isTaken ? books.lastNumber(realm, digest) + 1 : number,
      // Not the current one yet: what it is follows with its state.
      state: "resubmitted",
      provider: JSON.stringify(provider),
      model,
      run_id: runId,
      reserved: 0,
      currency: currency ?? null,
      rate: rateColumn(attempt),
      failures_are_free: failuresAreFree ? 1 : 0,
      counted: 0,
      counters: JSON.stringify(counters),
      created_at: createdAt,
      updated_at: updatedAt,
    });
  }

  /** What is known to be reserved later than was known here counts for a day from then on. */
  function countFrom({ id, realm, provider: { name }, ...attempt }: Attempt): void {
    const minute = minuteKey(`provider:${realm}:${name}`, lastReserved(attempt));
    const counters = textsFromStored(books.rowOf(id)?.counters ?? "[]");
    const later = counters.map((counter) =>
      counter.startsWith(`provider:${realm}:${name}@`) && counter < minute ? minute : counter,
    );
    books.setCounters(id, later);
  }

  function writeImported(attempt: Attempt, state: AttemptState): void {
    books.update({
      id: attempt.id,
      ...toColumns(state),
      reserved: attempt.reserved,
      settled: attempt.settled ?? null,
      counted: isCounted(attempt) ? 1 : 0,
      released: releasedColumn(attempt),
      intent: attempt.intent === undefined ? null : JSON.stringify(attempt.intent),
      facts: JSON.stringify(attempt.facts),
      intent_at: attempt.intentAt ?? null,
      submitted_at: attempt.submittedAt ?? null,
      finished_at: attempt.finishedAt ?? null,
      updated_at: attempt.updatedAt,
    });
  }

  function spendFor(attempt: Attempt, sign: 1 | -1): void {
    books.spend(
      textsFromStored(books.rowOf(attempt.id)?.counters ?? "[]"),
      attempt.currency,
      sign * (attempt.settled ?? attempt.reserved),
      sign * Number(isCounted(attempt)),
    );
  }

  return importRecords;
}

function isNewer(one: TakeRecord, other: TakeRecord): boolean {
  const difference = (one.at ?? 0) - (other.at ?? 0);
  return difference === 0 ? one.digest > other.digest : difference > 0;
}

/** An attempt may be reserved for long after it was made: as late as can be, so that it counts for a whole day. */
function lastReserved({
  createdAt,
  intentAt = 0,
  submittedAt = 0,
}: Pick<Attempt, "createdAt" | "intentAt" | "submittedAt">): number {
  return Math.max(createdAt, intentAt, submittedAt);
}

/** Whether an attempt stands for a submit that may be billed: all but those that were never sent or were refused. */
function isCounted({ state }: Attempt): boolean {
  return state.name !== "planned" && !(state.name === "failed" && state.taskId === undefined);
}
