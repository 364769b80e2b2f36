import type { FormatFacts } from "@shotlist/schema";
import type { Task } from "../../wire/codec.ts";
import { decodeContentTask } from "../../wire/content-task.ts";
import { timeOf, valueAt } from "../../wire/read-json.ts";

/** The task object; its links live for a documented time after the task's last change. */
export function decodeTask(body: unknown, facts: FormatFacts): Task {
  const finished = timeOf(valueAt(body, "updated_at"));
  const expiresAt = finished === undefined ? undefined : finished + facts.linkLifeSeconds.value;
  return decodeContentTask(body, facts, { expiresAt });
}
