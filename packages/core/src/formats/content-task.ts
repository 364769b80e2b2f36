import type { FormatFacts } from "@shotlist/schema";
import type { Task } from "./codec.ts";
import { amountOf, countOf, linkOf, progressOf, textOf, valueAt } from "./read-json.ts";
import { present } from "./present.ts";
import { readFailure, toTask, type TaskFindings } from "./task-outcome.ts";
import { readStatus } from "./wire-status.ts";

/** Reads the task object that holds its clip in `content` and its cost in `usage`. */
export function decodeContentTask(body: unknown, facts: FormatFacts): Task {
  return toTask(readStatus(valueAt(body, "status"), facts), {
    taskId: textOf(valueAt(body, "id")),
    progress: progressOf(valueAt(body, "progress")),
    failure: readFailure(valueAt(body, "error"), valueAt(body, "failure_reason")),
    result: { ...contentResult(body), expiresAt: keptUntil(body) },
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

// In an answer `execution_expires_after` says how long the result is kept, not how long the task may take (seed 003).
function keptUntil(task: unknown): number | undefined {
  const finished = countOf(valueAt(task, "updated_at"));
  const keptSeconds = countOf(valueAt(task, "execution_expires_after"));
  return finished === undefined || keptSeconds === undefined ? undefined : finished + keptSeconds;
}
