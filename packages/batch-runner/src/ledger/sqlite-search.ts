import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { AttemptRow } from "./attempt-row.ts";
import { mayBeInFlight } from "../lifecycle/state.ts";
import type { AttemptFilter } from "./ledger.ts";
import type { Search } from "./search.ts";
import { attemptColumns, shownState } from "./sqlite-columns.ts";
import { allRows, oneRow } from "./stored.ts";

/** A search that also answers whole lists. */
export interface SqliteSearch extends Search {
  readonly matching: (filter: AttemptFilter) => readonly AttemptRow[];
  /** Of many digests what `current` finds of each. */
  readonly currentOf: (realm: string, digests: readonly string[]) => readonly AttemptRow[];
}

export function createSearch(database: DatabaseSync): SqliteSearch {
  const sql = {
    current: database.prepare(
      `${attemptColumns} WHERE a.realm = ? AND a.digest = ? AND a.state <> 'resubmitted' AND a.retired = 0`,
    ),
    currentOf: database.prepare(
      `${attemptColumns} WHERE a.realm = ? AND a.digest IN (SELECT value FROM json_each(?)) AND a.state <> 'resubmitted' AND a.retired = 0`,
    ),
    ofTask: database.prepare(`${attemptColumns} WHERE a.realm = ? AND a.task_id = ? ORDER BY a.created_at`),
    planned: database.prepare(`${attemptColumns} WHERE a.state = 'planned' AND a.counted = 1`),
    inFlight: database.prepare(
      `${countOfLane} AND a.state NOT IN ('downloaded', 'resubmitted') AND ((a.state = 'planned' AND a.counted = 1)
       OR (a.state IN (${quoted(mayBeInFlight)}) AND coalesce(a.submitted_at, a.intent_at, a.created_at) + json_extract(e.provider, '$.deadlineMs') > ?))`,
    ),
    sentSince: database.prepare(
      `${countOfLane} AND ((a.state = 'planned' AND a.counted = 1) OR (a.state <> 'planned' AND a.intent_at > ?))`,
    ),
  };
  const selections = new Map<string, StatementSync>();

  /** Prepared once for each combination of conditions; there are few. */
  function selection(where: string): StatementSync {
    const known = selections.get(where);
    if (known !== undefined) return known;
    const statement = database.prepare(`${attemptColumns}${where} ORDER BY a.created_at, a.id`);
    selections.set(where, statement);
    return statement;
  }

  return {
    current: (realm, digest) => oneRow<AttemptRow>(sql.current, realm, digest),
    currentOf: (realm, digests) => allRows<AttemptRow>(sql.currentOf, realm, JSON.stringify(digests)),
    ofTask: (realm, taskId) => allRows<AttemptRow>(sql.ofTask, realm, taskId),
    toRestart: () => allRows<AttemptRow>(sql.planned),
    inFlight: ({ realm, provider }, now) => countOf(sql.inFlight, realm, provider, now),
    sentSince: ({ realm, provider }, since) => countOf(sql.sentSince, realm, provider, since),
    matching(filter) {
      const { where, values } = conditionOf(filter);
      return allRows<AttemptRow>(selection(where), ...values);
    },
  };
}

const countOfLane = `SELECT count(*) AS count FROM attempts a JOIN endpoints e ON e.id = a.endpoint
  WHERE a.realm = ? AND json_extract(e.provider, '$.name') = ?`;

function quoted(texts: readonly string[]): string {
  return texts.map((text) => `'${text}'`).join(", ");
}

function countOf(statement: StatementSync, ...values: SQLInputValue[]): number {
  return oneRow<{ count: number }>(statement, ...values)?.count ?? 0;
}

function conditionOf({ states, storyboard, take }: AttemptFilter): {
  readonly where: string;
  readonly values: readonly SQLInputValue[];
} {
  const conditions: string[] = [];
  const values: SQLInputValue[] = [];
  if (states !== undefined) {
    conditions.push(`${shownState} IN (${states.map(() => "?").join(", ")})`);
    values.push(...states);
  }
  if (storyboard !== undefined || take !== undefined) {
    conditions.push(`a.id IN (SELECT attempt_id FROM attempt_takes WHERE
        (?${values.length + 1} IS NULL OR storyboard = ?${values.length + 1}) AND
        (?${values.length + 2} IS NULL OR take = ?${values.length + 2}))`);
    values.push(storyboard ?? null, take ?? null);
  }
  return { where: conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`, values };
}
