import { RunnerError, UnrecordedTaskError } from "../errors.ts";
import type { Attempt } from "../ledger/ledger.ts";
import type { AttemptStateName } from "../lifecycle/state.ts";
import type { Outcome, RunContext } from "./context.ts";
import type { TakeError, TakeStatus } from "./report.ts";
import type { Work } from "./work.ts";

/** What a take's state means at the end of a run that broke off there. */
const standings: Readonly<Record<AttemptStateName, TakeStatus>> = {
  planned: "left",
  submitting: "uncertain",
  uncertain: "uncertain",
  submitted: "detached",
  adopted: "detached",
  queued: "detached",
  running: "detached",
  succeeded: "detached",
  downloaded: "failed",
  failed: "failed",
  expired: "failed",
  cancelled: "cancelled",
  abandoned: "cancelled",
  lost: "lost",
  resubmitted: "left",
};

/** Where a work stands after the disk or the ledger failed under it. */
export async function outcomeAfterFailure(
  { state, stopping }: RunContext,
  work: Work,
  error: unknown,
): Promise<Outcome> {
  const told = toldOf(error, stopping);
  const attempt = await state.ledger.current(work.lead.realm, work.lead.digest).catch(() => undefined);
  const taskId = error instanceof UnrecordedTaskError ? error.taskId : knownTask(attempt);
  const task = taskId === undefined ? {} : { taskId };
  const status = standings[attempt?.state.name ?? "planned"];
  return { status, ...task, error: told };
}

function knownTask(attempt: Attempt | undefined): string | undefined {
  return attempt !== undefined && "taskId" in attempt.state ? attempt.state.taskId : undefined;
}

function toldOf(error: unknown, stopping: AbortSignal): TakeError {
  if (error instanceof RunnerError) return { code: error.code, message: error.message, hint: error.hint };
  if (stopping.aborted)
    return { code: "stopped", message: "The run ended before it was done", hint: "Run again to go on." };
  return { code: "internal", message: "The run broke off" };
}
