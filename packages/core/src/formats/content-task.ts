import type { FormatFacts } from "@shotlist/schema";
import type { Task } from "./codec.ts";
import { amountOf, countOf, linkOf, progressOf, textOf, valueAt } from "./read-json.ts";
import { present } from "./present.ts";
import { readFailure, toTask, type TaskFindings } from "./task-outcome.ts";
import { readStatus } from "./wire-status.ts";

/** Reads the task object that holds its clip in `content` and its cost in `usage`; `also` is what a format finds elsewhere. */
export function decodeContentTask(
  body: unknown,
  facts: FormatFacts,
  also: { readonly taskId?: string | undefined } & Pick<TaskFindings["result"], "videoUrl" | "expiresAt"> = {},
): Task {
  const result = contentResult(body);
  return toTask(readStatus(valueAt(body, "status"), facts), {
    taskId: also.taskId ?? textOf(valueAt(body, "id")),
    progress: progressOf(valueAt(body, "progress")),
    failure: readFailure(valueAt(body, "error"), valueAt(body, "failure_reason")),
    result: { ...result, videoUrl: result.videoUrl ?? also.videoUrl, expiresAt: also.expiresAt },
  });
}

/** What a finished content task says of its clip. */
export function contentResult(task: unknown): TaskFindings["result"] {
  return {
    videoUrl: linkOf(valueAt(task, "content", "video_url")),
    lastFrameUrl: linkOf(valueAt(task, "content", "last_frame_url")),
    seed: countOf(valueAt(task, "seed")),
    durationSeconds: amountOf(valueAt(task, "duration")),
    usage: readUsage(valueAt(task, "usage")),
    model: textOf(valueAt(task, "model")),
  };
}

/** The tokens that a task used. */
export function readUsage(usage: unknown): TaskFindings["result"]["usage"] {
  const completionTokens = countOf(valueAt(usage, "completion_tokens"));
  if (completionTokens === undefined) return undefined;
  return { completionTokens, ...present({ totalTokens: countOf(valueAt(usage, "total_tokens")) }) };
}
