import type { BilledCount, Task, TaskFailure } from "./codec.ts";
import { codeOf, firstOf, textOf, valueAt } from "./read-json.ts";
import { present } from "@shotlist/schema";
import { safeText } from "./safe-text.ts";
import type { ReadStatus } from "./wire-status.ts";

type Succeeded = Extract<Task, { readonly status: "succeeded" }>;

/** What a format found in a task's answer besides its status. */
export interface TaskFindings {
  readonly taskId: string | undefined;
  readonly progress: number | undefined;
  readonly failure: TaskFailure;
  readonly result: {
    readonly [Name in Exclude<keyof Succeeded, keyof ReadStatus | "taskId" | "progress" | "alsoNamed" | "clientId">]?:
      | Succeeded[Name]
      | undefined;
  };
}

/** Joins status and findings to the union on canonical status. */
export function toTask(read: ReadStatus, { taskId, progress, failure, result }: TaskFindings): Task {
  const { status, wireStatus, readAlike } = read;
  const common = { wireStatus, ...present({ taskId, progress }) };
  switch (status) {
    case "queued":
    case "running":
      return { status, ...common, warnings: [...read.warnings, ...reasonBeside(read, failure)] };
    case "succeeded": {
      const unread = (result.unreadable ?? []).map((count) => unreadWarnings[count]);
      return { status, ...common, ...present({ ...result, readAlike }), warnings: [...read.warnings, ...unread] };
    }
    case "failed":
    case "expired":
    case "cancelled":
      return { status, ...common, failure, warnings: read.warnings };
    default:
      return status satisfies never;
  }
}

const unreadWarnings: Readonly<Record<BilledCount, string>> = {
  completionTokens: "The vendor's token count is not a plausible number.",
  durationSeconds: "The vendor's clip length is not a plausible number.",
};

/** An error with an unknown status is all that a person can judge by. */
function reasonBeside({ unknown }: ReadStatus, { code, message }: TaskFailure): readonly string[] {
  if (unknown !== true || (message === noReason && code === undefined)) return [];
  return [
    `The vendor adds to the status: ${message === noReason ? "" : message}${code === undefined ? "" : ` (${code})`}`,
  ];
}

const noReason = "The vendor gave no reason.";

/** A vendor's account of a failure: `{ code, message }` or a plain text. */
export function readFailure(error: unknown, ...otherReasons: readonly unknown[]): TaskFailure {
  const reasons = [valueAt(error, "message"), error, ...otherReasons].map(textOf);
  const code = firstOf(codeOf(valueAt(error, "code")), textOf(valueAt(error, "type")));
  return {
    ...present({ code: code === undefined ? undefined : safeText(code) }),
    message: safeText(firstOf(...reasons) ?? noReason),
  };
}
