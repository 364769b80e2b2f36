import type { Submitted } from "../codec.ts";
import { readSubmittedId } from "../submitted-id.ts";

/** The answer is `{ id }` and nothing else. */
export function decodeSubmit(body: unknown): Submitted {
  return readSubmittedId(body, ["id"]);
}
