import type { FormatFacts } from "@shotlist/schema";
import type { Task } from "./codec.ts";
import { readClipCounts } from "./clip-counts.ts";
import { idOf, linkOf, progressOf, textOf, valueAt, wholeOf } from "./read-json.ts";
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
    taskId: also.taskId ?? idOf(valueAt(body, "id")),
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
    seed: wholeOf(valueAt(task, "seed")),
    model: textOf(valueAt(task, "model")),
    ...readClipCounts({ usages: [valueAt(task, "usage")], seconds: [valueAt(task, "duration")] }),
  };
}
