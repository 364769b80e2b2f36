import type { CanonicalStatus, ErrorOccasion, MediaForm, OperationName, Role } from "@shotlist/schema";

export const operationWords: { readonly [name in OperationName]: string } = {
  submit: "submit: create a task",
  poll: "poll: ask for a task",
  list: "list tasks",
  cancel: "cancel a task",
  models: "list models",
  content: "download the clip",
  lookup: "find a task by a client's own id",
};

export const occasionWords: { readonly [occasion in ErrorOccasion]: string } = {
  bad_key: "wrong key",
  no_key: "no key",
  invalid_request: "a rule is broken",
  malformed_json: "the body is not JSON",
  too_large: "the body is too large",
  unknown_model: "unknown model",
  unknown_task: "unknown task",
  unknown_path: "unknown path",
  no_balance: "no money left",
  forbidden: "no access",
  content_policy: "against the content policy",
  rate_limited: "too many requests",
  cannot_cancel: "the task cannot be cancelled any more",
  server_error: "internal error",
  overloaded: "overloaded",
};

export const roleWords: { readonly [role in Role]: string } = {
  first_frame: "first frame",
  last_frame: "last frame",
  reference_image: "reference images",
  reference_video: "reference videos",
  reference_audio: "reference audios",
};

export const formWords: { readonly [form in MediaForm]: string } = {
  url: "URL",
  data: "`data:` URI",
  base64: "bare Base64",
  asset: "`asset://id`",
};

export const roles: readonly Role[] = [
  "first_frame",
  "last_frame",
  "reference_image",
  "reference_video",
  "reference_audio",
];

/** Canonical statuses in the order of a task's life. */
export const canonicalStatuses: readonly CanonicalStatus[] = [
  "queued",
  "running",
  "succeeded",
  "failed",
  "expired",
  "cancelled",
];

export const terminalStatuses: ReadonlySet<CanonicalStatus> = new Set(["succeeded", "failed", "expired", "cancelled"]);

/** Every operation, in the order in which a client uses them. */
export const operationNames: readonly OperationName[] = [
  "submit",
  "poll",
  "list",
  "cancel",
  "models",
  "content",
  "lookup",
];
