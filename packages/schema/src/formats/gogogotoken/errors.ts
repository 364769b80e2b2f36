import type { ErrorFact } from "../../facts/facts.ts";
import type { Provenance } from "../../facts/provenance.ts";

const assumed: Provenance = { grade: "assumed" };
const site = (page: string): Provenance => ({ grade: "public", source: `GogogoToken: ${page}` });
const relay = (part: string): Provenance => ({ grade: "public", source: `new-api: ${part}` });

export const errors: readonly ErrorFact[] = [
  {
    occasion: "invalid_request",
    httpStatus: 400,
    code: "invalid_request",
    message: "The request is not valid.",
    provenance: relay("errors"),
  },
  {
    occasion: "malformed_json",
    httpStatus: 400,
    code: "invalid_request",
    message: "The request body is not valid JSON.",
    provenance: relay("errors"),
  },
  {
    occasion: "too_large",
    httpStatus: 413,
    code: "read_request_body_failed",
    message: "The request body is too large.",
    provenance: relay("errors"),
  },
  {
    occasion: "bad_key",
    httpStatus: 401,
    code: "",
    type: "new_api_error",
    message: "Invalid token.",
    provenance: relay("errors"),
  },
  {
    occasion: "no_key",
    httpStatus: 401,
    code: "",
    type: "new_api_error",
    message: "No token was given.",
    provenance: relay("errors"),
  },
  {
    occasion: "unknown_model",
    httpStatus: 503,
    code: "model_not_found",
    type: "new_api_error",
    message: "No channel is available for this model.",
    provenance: relay("errors"),
  },
  {
    occasion: "unknown_task",
    httpStatus: 400,
    code: "task_not_exist",
    message: "The task does not exist.",
    provenance: relay("errors"),
  },
  {
    occasion: "unknown_path",
    httpStatus: 404,
    code: "",
    type: "invalid_request_error",
    message: "Invalid URL.",
    provenance: assumed,
  },
  {
    occasion: "no_balance",
    httpStatus: 402,
    code: "insufficient_quota",
    message: "Insufficient balance",
    provenance: site("video generations"),
  },
  {
    occasion: "forbidden",
    httpStatus: 403,
    code: "",
    type: "new_api_error",
    message: "This token may not use this model.",
    provenance: relay("errors"),
  },
  {
    occasion: "rate_limited",
    httpStatus: 429,
    code: "",
    type: "new_api_error",
    message: "Too many requests.",
    provenance: relay("errors"),
  },
  {
    occasion: "content_policy",
    httpStatus: 400,
    code: "fail_to_fetch_task",
    message: "The upstream service refused the content.",
    provenance: relay("errors"),
  },
  {
    occasion: "server_error",
    httpStatus: 500,
    code: "do_request_failed",
    message: "The request could not be handed on.",
    provenance: relay("errors"),
  },
  {
    occasion: "overloaded",
    httpStatus: 429,
    code: "fail_to_fetch_task",
    message: "The upstream service is saturated. Try again later.",
    provenance: relay("errors"),
  },
];

/** Since 2026-07 a resolution that is none, such as one in pixels, has its own code. */
export const errorsToday: readonly ErrorFact[] = errors.map((error) =>
  error.occasion === "invalid_request"
    ? {
        ...error,
        byRule: [
          {
            rules: ["size.enum", "metadata.resolution.known"],
            code: "invalid_resolution",
            provenance: { grade: "documented", source: "GogogoToken: video models" },
          },
        ],
      }
    : error,
);
