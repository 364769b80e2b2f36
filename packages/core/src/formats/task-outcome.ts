import type { Task, TaskFailure } from "./codec.ts";
import { codeOf, firstOf, textOf, valueAt } from "./read-json.ts";
import { present } from "./present.ts";
import { safeText } from "./safe-text.ts";
import type { ReadStatus } from "./wire-status.ts";

type Succeeded = Extract<Task, { readonly status: "succeeded" }>;

/** What a format found in a task's answer besides its status. */
export interface TaskFindings {
  readonly taskId: string | undefined;
  readonly progress: number | undefined;
  readonly failure: TaskFailure;
  readonly result: {
    readonly [Name in Exclude<keyof Succeeded, "status" | keyof ReadStatus | "taskId" | "progress">]?:
      | Succeeded[Name]
      | undefined;
  };
}

/** Joins status and findings to the union on canonical status. */
export function toTask(read: ReadStatus, { taskId, progress, failure, result }: TaskFindings): Task {
  const { status, wireStatus } = read;
  const common = { wireStatus, ...present({ taskId, progress }) };
  switch (status) {
    case "queued":
    case "running":
      return { status, ...common, warnings: read.warnings };
    case "succeeded": {
      const found = result.videoUrl !== undefined || result.download !== undefined;
      const missing = found ? [] : ["The task succeeded, but the answer holds no link to its video."];
      return { status, ...common, ...present(result), warnings: [...read.warnings, ...missing] };
    }
    case "failed":
    case "expired":
    case "cancelled":
      return { status, ...common, failure, warnings: read.warnings };
    default:
      return status satisfies never;
  }
}

/** A vendor's account of a failure: `{ code, message }` or a plain text. */
export function readFailure(error: unknown, ...otherReasons: readonly unknown[]): TaskFailure {
  const reasons = [valueAt(error, "message"), error, ...otherReasons].map(textOf);
  const code = firstOf(codeOf(valueAt(error, "code")), textOf(valueAt(error, "type")));
  return {
    ...present({ code: code === undefined ? undefined : safeText(code) }),
    message: safeText(firstOf(...reasons) ?? "The vendor gave no reason."),
  };
}
