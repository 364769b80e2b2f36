import type { AttemptStatus, StoreProblem, TakeStatus } from "@shotlist/batch-runner";

/**
 * The word for the state of an attempt. A clip that is here is `rendered` wherever a person reads of it; `--json`, `--csv` and
 * events keep the runner's own names.
 */
export const stateWords: { readonly [state in AttemptStatus["state"]]: string } = {
  planned: "planned",
  submitting: "submitting",
  submitted: "submitted",
  adopted: "adopted",
  queued: "queued",
  running: "running",
  succeeded: "ready",
  downloaded: "rendered",
  failed: "failed",
  expired: "expired",
  cancelled: "cancelled",
  uncertain: "uncertain",
  lost: "lost",
  abandoned: "abandoned",
  resubmitted: "submitted again",
};

/** The word for how a run left a take. */
export const statusWords: { readonly [status in TakeStatus]: string } = {
  cached: "already rendered",
  succeeded: "rendered",
  failed: "failed",
  blocked: "blocked",
  cancelled: "cancelled",
  uncertain: "uncertain",
  lost: "lost",
  missing: "missing",
  detached: "still running",
  left: "skipped",
};

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the table
export const takeStatuses: readonly TakeStatus[] = Object.keys(statusWords) as TakeStatus[];

/** The word for what is wrong with a stored clip. */
export const problemWords: { readonly [kind in StoreProblem["kind"]]: string } = {
  changed: "damaged",
  missing: "missing",
  not_whole: "incomplete",
};
