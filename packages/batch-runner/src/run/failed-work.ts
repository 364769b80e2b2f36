import { present } from "@shotlist/schema";
import { reported, RunnerError } from "../failures/runner-error.ts";
import { UnrecordedTaskError } from "../failures/storage-error.ts";
import { nextStep } from "../lifecycle/next-step.ts";
import { taskOf } from "../lifecycle/state.ts";
import type { Reaching } from "../work/context.ts";
import type { Outcome } from "../work/outcome.ts";
import type { TakeError } from "../failures/take-error.ts";
import type { Work } from "../work/work.ts";

/** The state of a work after the disk or the ledger failed under it. */
export async function outcomeAfterFailure({ state, stopping }: Reaching, work: Work, error: unknown): Promise<Outcome> {
  const told = toldOf(error, stopping);
  const attempt = await state.ledger.current(work.lead.realm, work.lead.digest).catch(() => undefined);
  const taskId = error instanceof UnrecordedTaskError ? error.taskId : attempt && taskOf(attempt.state).taskId;
  const task = present({ taskId });
  const { status: own } = nextStep(attempt?.state);
  // Its clip is in the store: what failed is to put it in its place.
  const status = own === "cached" ? "failed" : own;
  return { status, ...task, error: told };
}

function toldOf(error: unknown, stopping: AbortSignal): TakeError {
  if (error instanceof RunnerError) return reported(error);
  if (stopping.aborted)
    return { code: "stopped", message: "The run ended before the take was finished", hint: "Run again to continue." };
  return { code: "internal", message: "The run stopped because of an internal error" };
}
