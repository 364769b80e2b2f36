import type { FormatFacts } from "@shotlist/schema";
import type { Task } from "../../wire/codec.ts";
import { readClipCounts } from "../../wire/clip-counts.ts";
import { idOf, progressOf, textOf, timeOf, valueAt } from "../../wire/read-json.ts";
import { readFailure, toTask } from "../../wire/task-outcome.ts";
import { readStatus } from "../../wire/wire-status.ts";

/** The video object. It never holds a link: the clip comes from the content path, under the key. */
export function decodeTask(body: unknown, facts: FormatFacts): Task {
  return toTask(readStatus(valueAt(body, "status"), facts), {
    taskId: idOf(valueAt(body, "id")),
    progress: progressOf(valueAt(body, "progress")),
    failure: readFailure(valueAt(body, "error")),
    result: {
      model: textOf(valueAt(body, "model")),
      expiresAt: timeOf(valueAt(body, "expires_at")),
      ...readClipCounts({ seconds: [valueAt(body, "seconds")] }),
    },
  });
}
