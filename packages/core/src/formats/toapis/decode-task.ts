import type { FormatFacts } from "@shotlist/schema";
import type { Task } from "../../wire/codec.ts";
import { firstOf, idOf, linkOf, progressOf, textOf, timeOf, valueAt } from "../../wire/read-json.ts";
import { readFailure, toTask } from "../../wire/task-outcome.ts";
import { readStatus } from "../../wire/wire-status.ts";

/** The `generation.task` object; one page of the vendor shows the link at the top level instead of in `result`. */
export function decodeTask(body: unknown, facts: FormatFacts): Task {
  const clip = valueAt(body, "result", "data", 0);
  return toTask(readStatus(valueAt(body, "status"), facts), {
    taskId: firstOf(idOf(valueAt(body, "id")), idOf(valueAt(body, "task_id"))),
    progress: progressOf(valueAt(body, "progress")),
    failure: readFailure(valueAt(body, "error")),
    result: {
      videoUrl: firstOf(linkOf(valueAt(clip, "url")), linkOf(valueAt(body, "url"))),
      lastFrameUrl: linkOf(valueAt(clip, "last_frame_url")),
      model: textOf(valueAt(body, "model")),
      expiresAt: timeOf(valueAt(body, "expires_at")),
    },
  });
}
