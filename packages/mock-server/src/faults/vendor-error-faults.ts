import type { ErrorOccasion } from "@shotlist/schema";
import { jsonAnswer } from "../http/message.ts";
import { calls, lowerCased, retryHeader, taskReads } from "./define-fault.ts";
import type { Fault, FaultPlace } from "./fault.ts";

function refusal(name: ErrorOccasion, purpose: string, places: readonly FaultPlace[] = calls): Fault {
  return { name, layer: "vendor error", purpose, places, refuse: name };
}

/** Answers of a vendor that refuses. */
export const vendorErrorFaults: readonly Fault[] = [
  refusal(
    "rate_limited",
    "Does the client wait as long as asked, and submit again afterwards? `retryAfter` sets the header.",
  ),
  refusal("no_balance", "Does an empty account stop the batch instead of failing every clip in it?"),
  refusal("forbidden", "Is a missing permission distinguished from a bad request?"),
  refusal("bad_key", "If the key is revoked half-way, is the rest of the batch left unchanged?"),
  refusal("content_policy", "Is a refused prompt final, and shown to its author?", ["submit"]),
  refusal("invalid_request", "Is a vendor's rule that no schema contains shown in the vendor's own words?", ["submit"]),
  refusal("too_large", "Is a body that a gateway rejects as too large final?", ["submit"]),
  refusal(
    "unknown_task",
    "Is a task that the vendor has lost held for a decision instead of paid for again?",
    taskReads,
  ),
  refusal("server_error", "Is a submit with an internal error held as uncertain, and a poll repeated?"),
  {
    name: "api_ended",
    layer: "vendor error",
    purpose: "Is an API that its vendor has shut down distinguished from a bad request, and nothing sent twice for it?",
    places: calls,
    refuse: "unknown_path",
  },
  refusal("overloaded", "Does the client back off when the vendor has no capacity?"),
  {
    name: "quota_as_rate_limit",
    layer: "vendor error",
    purpose: "Does an empty account that answers 429 stop the batch, instead of being waited for as a rate limit?",
    places: calls,
    instead: ({ code = "insufficient_quota", message = "You exceeded your current quota", retryAfter }) => {
      const error = { code, message, type: code, param: null };
      return jsonAnswer(429, { error }, retryHeader(retryAfter));
    },
  },
  {
    name: "redirected",
    layer: "vendor error",
    purpose:
      "Is a submit that is answered with a redirect (`status` 307) left uncertain, and not sent to another address?",
    places: calls,
    instead: ({ status = 307, headers = {} }) => ({
      status,
      headers: { location: "/moved", ...lowerCased(headers) },
      body: "",
    }),
  },
];
