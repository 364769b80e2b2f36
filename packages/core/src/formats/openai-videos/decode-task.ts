import type { FormatFacts } from "@shotlist/schema";
import type { Task } from "../codec.ts";
import { contentDownload } from "../content-download.ts";
import { countOf, progressOf, textOf, valueAt } from "../read-json.ts";
import { readFailure, toTask } from "../task-outcome.ts";
import { readStatus } from "../wire-status.ts";

/** The video object. It never holds a link: the clip comes from the content path, under the key. */
export function decodeTask(body: unknown, facts: FormatFacts): Task {
  const taskId = textOf(valueAt(body, "id"));
  const seconds = Number(textOf(valueAt(body, "seconds")) ?? Number.NaN);
  return toTask(readStatus(valueAt(body, "status"), facts), {
    taskId,
    progress: progressOf(valueAt(body, "progress")),
    failure: readFailure(valueAt(body, "error")),
    result: {
      download: contentDownload(taskId, facts),
      durationSeconds: seconds > 0 && Number.isFinite(seconds) ? seconds : undefined,
      model: textOf(valueAt(body, "model")),
      expiresAt: countOf(valueAt(body, "expires_at")),
    },
  });
}
