import type { FormatFacts } from "@shotlist/schema";
import type { Task } from "../../wire/codec.ts";
import { decodeContentTask } from "../../wire/content-task.ts";
import { firstOf, idOf, linkOf, valueAt } from "../../wire/read-json.ts";

/** The answer is undocumented: read as the upstream's task object, or flat as other relays with such ids write it. */
export function decodeTask(body: unknown, facts: FormatFacts): Task {
  return decodeContentTask(body, facts, {
    taskId: firstOf(idOf(valueAt(body, "id")), idOf(valueAt(body, "task_id"))),
    videoUrl: firstOf(linkOf(valueAt(body, "url")), linkOf(valueAt(body, "video_url"))),
  });
}
