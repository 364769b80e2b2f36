import { RunnerError } from "../errors.ts";
import { isRunning } from "../lifecycle/state.ts";
import type { Outcome, RunContext } from "./context.ts";
import type { TakeError, TakeStatus } from "./report.ts";
import type { Work } from "./work.ts";

/** Where a work stands after the disk or the ledger failed under it. */
export async function outcomeAfterFailure(
  { state, stopping }: RunContext,
  work: Work,
  error: unknown,
): Promise<Outcome> {
  const told = toldOf(error, stopping);
  const attempt = await state.ledger.current(work.lead.realm, work.lead.digest).catch(() => undefined);
  const name = attempt?.state.name ?? "planned";
  const task =
    attempt !== undefined && "taskId" in attempt.state && attempt.state.taskId !== undefined
      ? { taskId: attempt.state.taskId }
      : {};
  const status: TakeStatus =
    name === "submitting" || name === "uncertain"
      ? "uncertain"
      : isRunning(name) || name === "succeeded"
        ? "detached"
        : name === "planned" || name === "resubmitted"
          ? "left"
          : name === "lost"
            ? "lost"
            : "failed";
  return { status, ...task, error: told };
}

function toldOf(error: unknown, stopping: AbortSignal): TakeError {
  if (error instanceof RunnerError) return { code: error.code, message: error.message, hint: error.hint };
  if (stopping.aborted)
    return { code: "stopped", message: "The run ended before it was done", hint: "Run again to go on." };
  return { code: "internal", message: "The run broke off" };
}
