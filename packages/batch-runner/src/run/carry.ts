import type { Attempt } from "../ledger/ledger.ts";
import { isRunning } from "../lifecycle/state.ts";
import { about, type Outcome, type RunContext } from "./context.ts";
import { submit } from "../steps/submit.ts";
import { watch, type Watched } from "../steps/watch.ts";
import type { Work } from "./work.ts";

/** What remains to be done once a task has ended at the vendor: nothing, or to fetch its clip. */
export type Carried = { readonly kind: "ended"; readonly outcome: Outcome } | Extract<Watched, { kind: "succeeded" }>;

/** Takes a digest to the end of its task: submits where nothing was submitted, and waits. */
export async function carry(context: RunContext, work: Work): Promise<Carried> {
  const attempt = await context.state.ledger.current(work.lead.realm, work.lead.digest);
  if (attempt !== undefined && isWaitable(attempt)) return resume(context, work, attempt);
  const submission = await submit(context, work);
  if (submission.kind === "ended") return submission;
  return watch(context, work, submission.attempt);
}

async function resume(context: RunContext, work: Work, attempt: Attempt): Promise<Carried> {
  if ("taskId" in attempt.state && attempt.state.taskId !== undefined) {
    context.emit({ type: "submitted", ...about(work), taskId: attempt.state.taskId, resumed: true });
  }
  return watch(context, work, attempt);
}

function isWaitable({ state }: Attempt): boolean {
  return isRunning(state.name) || state.name === "succeeded";
}
