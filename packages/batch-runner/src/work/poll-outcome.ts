import type { Task } from "@shotlist/core";
import type { Failure } from "../lifecycle/state.ts";

/** The result of one poll. None of it ever leads to a submit. */
export type PollOutcome =
  | { readonly kind: "task"; readonly task: Task }
  | { readonly kind: "unknown-task"; readonly failure: Failure }
  | { readonly kind: "rate-limited"; readonly retryAfterMs?: number; readonly failure: Failure }
  /** 401, 402, 403. */
  | { readonly kind: "closed"; readonly failure: Failure }
  /** Ask again later. */
  | { readonly kind: "again"; readonly failure: Failure };
