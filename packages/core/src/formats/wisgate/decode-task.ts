import type { FormatFacts } from "@shotlist/schema";
import type { Task } from "../../wire/codec.ts";
import { decodeContentTask } from "../../wire/content-task.ts";
import { countOf, timeOf, valueAt } from "../../wire/read-json.ts";

/** The task object of the upstream, status words included. */
export function decodeTask(body: unknown, facts: FormatFacts): Task {
  return decodeContentTask(body, facts, { expiresAt: keptUntil(body) });
}

// WisGate's document reads `execution_expires_after` in an answer as how long the result is kept, unlike in a request.
function keptUntil(task: unknown): number | undefined {
  const finished = timeOf(valueAt(task, "updated_at"));
  const keptSeconds = countOf(valueAt(task, "execution_expires_after"));
  return finished === undefined || keptSeconds === undefined ? undefined : finished + keptSeconds;
}
