import type { Failure } from "./state.ts";

/** What can happen to an attempt. */
export type AttemptEvent =
  /** The intent is about to be written; the request leaves only after. */
  | { readonly type: "intent" }
  /** The vendor named the task. */
  | { readonly type: "accepted"; readonly taskId: string }
  /** No byte was sent, or the answer proves that no task was created and asking again is fine (429, 401, 402, 403). */
  | { readonly type: "not-created" }
  /** The vendor refused this request for good. */
  | { readonly type: "refused"; readonly failure: Failure }
  /** A task may exist. */
  | { readonly type: "unanswered"; readonly failure: Failure; readonly taskId?: string }
  /** A new run found the attempt as an earlier one left it. */
  | { readonly type: "restarted" }
  | { readonly type: "task"; readonly status: "queued" | "running" | "succeeded" }
  | { readonly type: "task"; readonly status: "failed" | "expired" | "cancelled"; readonly failure: Failure }
  /** The vendor says it does not know the task. */
  | { readonly type: "task-unknown" }
  | { readonly type: "clip-stored"; readonly sha256: string; readonly frameSha256?: string }
  | { readonly type: "adopt"; readonly taskId: string }
  /** A person takes a task away again that was adopted by mistake. */
  | { readonly type: "release"; readonly taskId: string }
  | { readonly type: "resubmit" }
  | { readonly type: "abandon"; readonly failure: Failure };
