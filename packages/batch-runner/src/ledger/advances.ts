import { realmClassOf } from "@shotlist/core";
import { present } from "@shotlist/schema";
import type { TaskFacts } from "../lifecycle/attempt.ts";
import type { AttemptEvent } from "../lifecycle/event.ts";
import { nextState } from "../lifecycle/next-state.ts";
import { isOpen, traits } from "../lifecycle/state.ts";
import { chargeOf, type Rate } from "../money/rate.ts";
import { fromColumns, toColumns, type AttemptRow } from "./attempt-row.ts";
import type { Advance, Advanced } from "./ledger.ts";
import { applyMoney, taken, type Reckoning } from "./money-change.ts";
import type { SentNotes } from "./sent-notes.ts";
import { type Books, wholeMs } from "./books.ts";
import type { Search } from "./search.ts";
import { objectFromStored, textsFromStored } from "./stored.ts";

/** Events of the lifecycle, written down with what they do to the money. */
export interface Advances {
  readonly advance: (request: Advance) => Advanced;
  /** What an earlier run reserved and never sent is free again. */
  readonly restart: (at: number) => void;
  /** The same of one attempt; what may have been sent is uncertain. */
  readonly restartOne: (row: AttemptRow, at: number) => void;
}

/** `noteSent` hears what happens to each attempt. */
export function createAdvances(books: Books, search: Search, noteSent?: SentNotes["note"]): Advances {
  function write(row: AttemptRow, event: AttemptEvent, request: Advance): Advanced {
    if (row.state === "resubmitted") return { attempt: books.mustHave(row.id) };
    const { state, money } = nextState(fromColumns(row), event);
    const before = reckoningOf(row);
    const facts = request.facts === undefined ? row.facts : merged(row.facts, request.facts);
    const terms = termsOf(row, objectFromStored<TaskFacts>(facts));
    const after = money === undefined ? before : applyMoney(before, money, terms);
    books.spend(
      textsFromStored(row.counters),
      row.currency ?? undefined,
      taken(after) - taken(before),
      Number(after.counted) - Number(before.counted),
    );
    const at = wholeMs(request.at);
    const changed = {
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
    };
    books.update(changed);
    const attempt = books.withTakes({ ...row, ...changed });
    noteSent?.(attempt, event);
    return { attempt };
  }

  function restartOne(row: AttemptRow, at: number): void {
    const event = { type: "restarted" } as const;
    write(row, event, { attemptId: row.id, event, at });
  }

  return {
    advance(request) {
      const row = books.rowOf(request.attemptId);
      if (row === undefined) throw new Error(`the ledger knows no attempt ${request.attemptId}`);
      if (isReleased(row, request.event)) return { attempt: books.mustHave(row.id) };
      return write(row, unambiguous(search, row, request.event), request);
    },
    restart(at) {
      for (const row of search.toRestart()) restartOne(row, at);
    },
    restartOne,
  };
}

/**
 * A task id that another attempt has already cannot be this one's too: an answer was doubled or mixed up. Only on this
 * machine may an id come back, once its task is done: a mock that is started again counts from the beginning.
 */
function unambiguous(search: Search, row: AttemptRow, event: AttemptEvent): AttemptEvent {
  if (event.type !== "accepted") return event;
  const owners = search.ofTask(row.realm, event.taskId).filter(({ id }) => id !== row.id);
  const isTaken = owners.some(({ state }) => realmClassOf(row.realm) === "live" || isOpen(traits[state]));
  if (!isTaken) return event;
  return {
    type: "unanswered",
    failure: {
      code: "task_known",
      message: `The vendor answered with task ${event.taskId}, which belongs to another attempt`,
    },
  };
}

/** What a person has released stays released, also where its answer comes late. */
function isReleased({ released }: AttemptRow, event: AttemptEvent): boolean {
  return event.type === "accepted" && released !== null && textsFromStored(released).includes(event.taskId);
}

function reckoningOf(row: AttemptRow): Reckoning {
  return {
    reserved: row.reserved,
    counted: row.counted === 1,
    ...present({ settled: row.settled ?? undefined }),
  };
}

type Terms = Parameters<typeof applyMoney>[2];

function termsOf({ failures_are_free, rate }: AttemptRow, facts: TaskFacts): Terms {
  const bill = rate === null ? undefined : chargeOf(objectFromStored<Rate>(rate), facts);
  return { failuresAreFree: failures_are_free === 1, bill: bill?.micros };
}

function merged(before: string, facts: object): string {
  return JSON.stringify({ ...objectFromStored<object>(before), ...facts });
}

function withReleased(before: string | null, taskId: string): string {
  return JSON.stringify([...(before === null ? [] : textsFromStored(before)), taskId]);
}
