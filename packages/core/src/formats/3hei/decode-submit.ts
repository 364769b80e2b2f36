import type { Submitted } from "../../wire/codec.ts";
import { readSubmittedId } from "../../wire/submitted-id.ts";

/** The answer is `{ id }`; relays with the same ids also write `task_id`. */
export function decodeSubmit(body: unknown): Submitted {
  return readSubmittedId(body, ["id"], ["task_id"]);
}
