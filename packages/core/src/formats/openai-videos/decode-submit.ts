import type { Submitted } from "../codec.ts";
import { readSubmittedId } from "../submitted-id.ts";

/** The answer is the video object. */
export function decodeSubmit(body: unknown): Submitted {
  return readSubmittedId(body, ["id"]);
}
