import type { FormatFacts, MessageError } from "@shotlist/schema";
import type { Ending } from "../vendor/task.ts";

/** How a task ends whose request breaks a rule that the vendor judges only once the task runs. */
export function lateFailure(
  { taskFailures = [] }: Pick<FormatFacts, "taskFailures">,
  advice: readonly MessageError[],
): Ending | undefined {
  const found = taskFailures.find(({ afterBreaking }) => advice.some(({ rule }) => afterBreaking?.includes(rule)));
  if (found === undefined) return undefined;
  return { status: "failed", failure: { code: found.code ?? "task_failed", message: found.message } };
}
