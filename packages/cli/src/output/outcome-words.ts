import type { AttemptStatus, StoreProblem, TakeStatus } from "@shotlist/batch-runner";
import { text } from "../text/say.ts";

/**
 * The word for the state of an attempt. A clip that is here is `rendered` wherever a person reads of it; `--json`, `--csv` and
 * events keep the runner's own names.
 */
export const stateWords: { readonly [state in AttemptStatus["state"]]: string } = {
  planned: text("planned"),
  submitting: text("submitting"),
  submitted: text("submitted"),
  adopted: text("adopted"),
  queued: text("queued"),
  running: text("running"),
  succeeded: text("ready"),
  downloaded: text("rendered"),
  failed: text("failed"),
  expired: text("expired"),
  cancelled: text("cancelled"),
  uncertain: text("uncertain"),
  lost: text("lost"),
  abandoned: text("abandoned"),
  resubmitted: text("submitted again"),
};

/** The word for how a run left a take. */
export const statusWords: { readonly [status in TakeStatus]: string } = {
  cached: text("already rendered"),
  succeeded: text("rendered"),
  failed: text("failed"),
  blocked: text("blocked"),
  cancelled: text("cancelled"),
  uncertain: text("uncertain"),
  lost: text("lost"),
  missing: text("missing"),
  detached: text("still running"),
  left: text("skipped"),
};

/** The word for what is wrong with a stored clip. */
export const problemWords: { readonly [kind in StoreProblem["kind"]]: string } = {
  changed: text("damaged"),
  missing: text("missing"),
  not_whole: text("incomplete"),
};
