import type { ErrorOccasion, JsonObject } from "@shotlist/schema";
import type { Refusal } from "../vendor/vendor.ts";

/** What the relay's gate answers before a request reaches the task code, nested; everything else is flat. */
const gateOccasions: ReadonlySet<ErrorOccasion> = new Set<ErrorOccasion>([
  "no_key",
  "bad_key",
  "unknown_path",
  "unknown_model",
  "forbidden",
  "rate_limited",
  "overloaded",
]);

/** Errors of the open relay: two envelopes, depending on which part of it refuses. */
export function relayErrorAnswer(refusal: Refusal): JsonObject {
  const { occasion, message, type, code } = refusal;
  return gateOccasions.has(occasion)
    ? { error: { message, type: type ?? "new_api_error", code } }
    : { code, message, data: null };
}
