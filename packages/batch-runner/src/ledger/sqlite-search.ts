import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { AttemptRow } from "./attempt-row.ts";
import type { AttemptFilter } from "./ledger.ts";
import { attemptColumns, shownState } from "./sqlite-books.ts";
import { allRows, oneRow } from "./stored.ts";

/** Attempts found by what is known about them. */
export interface Search {
  /** The attempt of a digest that counts. */
  readonly current: (realm: string, digest: string) => AttemptRow | undefined;
  /** Attempts that have a task of the vendor's, oldest first. */
  readonly ofTask: (realm: string, taskId: string) => readonly AttemptRow[];
  /** Attempts for which a place is reserved and nothing was sent. */
  readonly planned: () => readonly AttemptRow[];
  readonly matching: (filter: AttemptFilter) => readonly AttemptRow[];
}

export function createSearch(database: DatabaseSync): Search {
  const sql = {
    current: database.prepare(
      `${attemptColumns} WHERE a.realm = ? AND a.digest = ? AND a.state <> 'resubmitted' AND a.retired = 0`,
    ),
    ofTask: database.prepare(`${attemptColumns} WHERE a.realm = ? AND a.task_id = ? ORDER BY a.created_at`),
    planned: database.prepare(`${attemptColumns} WHERE a.state = 'planned' AND a.counted = 1`),
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
    ofTask: (realm, taskId) => allRows<AttemptRow>(sql.ofTask, realm, taskId),
    planned: () => allRows<AttemptRow>(sql.planned),
    matching(filter) {
      const { where, values } = conditionOf(filter);
      return allRows<AttemptRow>(selection(where), ...values);
    },
  };
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
