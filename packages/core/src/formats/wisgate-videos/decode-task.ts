import type { FormatFacts } from "@shotlist/schema";
import type { Task } from "../codec.ts";
import { contentDownload } from "../content-download.ts";
import { countOf, firstOf, linkOf, progressOf, textOf, valueAt } from "../read-json.ts";
import { readFailure, toTask } from "../task-outcome.ts";
import { readStatus } from "../wire-status.ts";

/** The video object; its link is in `meta_data`, and without one the clip comes from the content path. */
export function decodeTask(body: unknown, facts: FormatFacts): Task {
  const taskId = firstOf(textOf(valueAt(body, "id")), textOf(valueAt(body, "task_id")));
  const videoUrl = firstOf(linkOf(valueAt(body, "meta_data", "url")), linkOf(valueAt(body, "metadata", "url")));
  return toTask(readStatus(valueAt(body, "status"), facts), {
    taskId,
    progress: progressOf(valueAt(body, "progress")),
    failure: readFailure(valueAt(body, "error")),
    result: {
      videoUrl,
      download: videoUrl === undefined ? contentDownload(taskId, facts) : undefined,
      model: textOf(valueAt(body, "model")),
      expiresAt: countOf(valueAt(body, "expires_at")),
    },
  });
}
