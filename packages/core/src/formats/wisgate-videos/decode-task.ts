import type { FormatFacts } from "@shotlist/schema";
import type { Task } from "../../wire/codec.ts";
import { firstOf, idOf, linkOf, progressOf, textOf, timeOf, valueAt } from "../../wire/read-json.ts";
import { readFailure, toTask } from "../../wire/task-outcome.ts";
import { readStatus } from "../../wire/wire-status.ts";

/** The video object; its link is in `meta_data`, and without one the clip comes from the content path. */
export function decodeTask(body: unknown, facts: FormatFacts): Task {
  const taskId = firstOf(idOf(valueAt(body, "id")), idOf(valueAt(body, "task_id")));
  const videoUrl = firstOf(linkOf(valueAt(body, "meta_data", "url")), linkOf(valueAt(body, "metadata", "url")));
  return toTask(readStatus(valueAt(body, "status"), facts), {
    taskId,
    progress: progressOf(valueAt(body, "progress")),
    failure: readFailure(valueAt(body, "error")),
    result: {
      videoUrl,
      model: textOf(valueAt(body, "model")),
      expiresAt: timeOf(valueAt(body, "expires_at")),
    },
  });
}
