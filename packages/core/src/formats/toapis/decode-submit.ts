import type { Submitted } from "../../wire/codec.ts";
import { readSubmittedId } from "../../wire/submitted-id.ts";

/** The answer is the task object, queued. */
export function decodeSubmit(body: unknown): Submitted {
  return readSubmittedId(body, ["id"], ["task_id"]);
}
