import type { Submitted } from "../../wire/codec.ts";
import { readSubmittedId } from "../../wire/submitted-id.ts";

/** The document shows `task_id`; the relay behind the site is known to answer with `id` as well. */
export function decodeSubmit(body: unknown): Submitted {
  return readSubmittedId(body, ["task_id"], ["id"], ["data", "task_id"]);
}
