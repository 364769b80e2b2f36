import type { Task } from "@shotlist/core";
import { redactText } from "../redact/redact.ts";
import type { PollOutcome } from "../work/poll-outcome.ts";

/** Whether an answer is about the task that was asked for, as far as it names one. Relays may name their upstream's id as well. */
export function isAbout({ taskId, alsoNamed }: Task, asked: string): boolean {
  return taskId === undefined || taskId === asked || alsoNamed?.includes(asked) === true;
}

/**
 * What an answer that names another task is worth: nothing it says is taken. Where it says that the task has succeeded, the
 * provider may be asked for the clip of the task that we hold; that call cannot give another task's clip.
 */
export function foreign(
  task: Task,
  { taskId, key }: { readonly taskId: string; readonly key: string | undefined },
): Extract<PollOutcome, { kind: "task" | "again" }> {
  const message = `The answer about task ${taskId} is about another task, ${redactText(task.taskId ?? "", key)}: it is ignored`;
  if (task.status !== "succeeded" || task.download === undefined) {
    return { kind: "again", failure: { code: "another_task", message } };
  }
  const { status, wireStatus, download } = task;
  return { kind: "task", task: { status, wireStatus, download, readAlike: true, warnings: [message] } };
}
