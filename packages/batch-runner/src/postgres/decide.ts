import type { DecisionName } from "../ledger/ledger-calls.ts";
import { createDecisions, type Decisions } from "../ledger/decisions.ts";
import { hints } from "./hints.ts";
import { noNeeds, Unread, type Needs } from "./needs.ts";
import { createSessions } from "./sessions.ts";
import { createWorkingBooks } from "./working-books.ts";
import { createWorkingSearch } from "./working-search.ts";
import type { WorkingSet } from "./working-set.ts";

export interface Call {
  readonly name: DecisionName;
  readonly values: readonly unknown[];
}

export type Answer = { readonly value: unknown } | { readonly error: unknown };

/** Whose clock counts: the server's, or, for tests, the one that each call names. */
export type Time = "server" | "caller";

/** What the calls are known to need. */
export function needsOf(calls: readonly Call[], now: number, time: Time): Needs {
  const needs = noNeeds();
  const hintOf = new Map<string, unknown>(Object.entries(hints));
  for (const { name, values } of calls) {
    const hint = hintOf.get(name);
    if (typeof hint === "function") hint(needs, time === "server" ? now : momentOf({ name, values }, now), ...values);
  }
  return needs;
}

/**
 * Decides the calls one after the other over what was read. Where something was not, answers what is to be read: then nothing
 * was decided. A call that throws has changed nothing.
 */
export function decide(set: WorkingSet, calls: readonly Call[], time: Time): readonly Answer[] | Needs {
  const books = createWorkingBooks(set);
  const tables = {
    books,
    search: createWorkingSearch(set),
    lock: createSessions(set),
    time: (moment: number) => moment,
  };
  const decisions = createDecisions(tables);
  const missing = noNeeds();
  let isMissing = false;
  const { now } = set;
  const start = set.undo.mark();
  const answers = calls.map((call): Answer => {
    const mark = set.undo.mark();
    if (time === "caller") set.now = momentOf(call, set.now);
    try {
      return { value: run(decisions, call, time === "server" ? now : undefined) };
    } catch (error) {
      set.undo.back(mark);
      if (!(error instanceof Unread)) return { error };
      error.add(missing);
      isMissing = true;
      return { error };
    }
  });
  if (!isMissing) return answers;
  set.undo.back(start);
  set.now = now;
  return missing;
}

function run(decisions: Decisions, { name, values }: Call, now: number | undefined): unknown {
  const work: unknown = decisions[name];
  if (typeof work !== "function") throw new Error(`the ledger decides nothing by the name of ${name}`);
  return work(...(now === undefined ? values : at(name, values, now)));
}

/** Calls that say when: where the time is in their values. */
const timed: { readonly [name in DecisionName]?: "second" | "third" | "fourth" | "inSecond" } = {
  admit: "inSecond",
  advance: "inSecond",
  addVersion: "inSecond",
  want: "inSecond",
  acquire: "inSecond",
  beat: "second",
  claim: "third",
  beginUpload: "inSecond",
  endUpload: "fourth",
};

/** The values of a call, at the server's time. What is imported keeps its own. */
function at(name: DecisionName, values: readonly unknown[], now: number): readonly unknown[] {
  const place = timed[name];
  if (place === undefined) return values;
  const [first, second, third] = values;
  if (place === "inSecond") return [first, { ...Object(second), at: now }];
  if (place === "fourth") return [first, second, third, now];
  return place === "second" ? [first, now] : [first, second, now];
}

function momentOf({ name, values }: Call, otherwise: number): number {
  const place = timed[name];
  const [, second, third, fourth] = values;
  const plain = place === "second" ? second : place === "third" ? third : fourth;
  const named: unknown = place === "inSecond" ? Object(second)["at"] : plain;
  return place !== undefined && typeof named === "number" ? Math.floor(named) : otherwise;
}
