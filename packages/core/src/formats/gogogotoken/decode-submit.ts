import type { Submitted } from "../../wire/codec.ts";
import { readSubmittedId } from "../../wire/submitted-id.ts";

/** Some answers hold only one of the two ids; an answer in the relay's envelope holds its `task_id` in `data`. */
export function decodeSubmit(body: unknown): Submitted {
  return readSubmittedId(body, ["task_id"], ["id"], ["data", "task_id"]);
}
