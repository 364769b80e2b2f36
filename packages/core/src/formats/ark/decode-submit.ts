import type { Submitted } from "../../wire/codec.ts";
import { readSubmittedId } from "../../wire/submitted-id.ts";

/** The answer is `{ id }`, with the `safety_identifier` where one was sent. */
export function decodeSubmit(body: unknown): Submitted {
  return readSubmittedId(body, ["id"]);
}
