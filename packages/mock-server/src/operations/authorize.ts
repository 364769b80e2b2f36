import type { FormatFacts } from "@shotlist/schema";
import type { Refusal } from "../vendor/vendor.ts";
import type { MockRequest } from "../http/message.ts";
import { refuse } from "./refuse.ts";

/** Checks the bearer key; undefined when it may pass. */
export function authorize(
  request: MockRequest,
  facts: FormatFacts,
  isValidKey: (key: string) => boolean,
): Refusal | undefined {
  const key = /^Bearer +(\S+) *$/i.exec(request.header("authorization") ?? "")?.[1];
  if (key === undefined) return refuse(facts, "no_key");
  return isValidKey(key) ? undefined : refuse(facts, "bad_key");
}
