import type { FormatFacts } from "@shotlist/schema";
import type { Refusal } from "../formats/vendor.ts";
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

/** Accepts exactly the listed keys; without a list, any key that has neither "wrong" nor "invalid" in it. */
export function keyCheck(keys: readonly string[] | undefined): (key: string) => boolean {
  if (keys === undefined) return (key) => !/wrong|invalid/i.test(key);
  const listed = new Set(keys);
  return (key) => listed.has(key);
}
