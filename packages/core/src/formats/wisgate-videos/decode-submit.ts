import type { Submitted } from "../../wire/codec.ts";
import { readSubmittedId } from "../../wire/submitted-id.ts";

/** The answer is a video object; other sites with this path also write `task_id`. */
export function decodeSubmit(body: unknown): Submitted {
  return readSubmittedId(body, ["id"], ["task_id"]);
}
