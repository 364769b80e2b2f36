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
