import type { CanonicalStatus } from "@shotlist/schema";

/** One webhook call. Without the query of the URL, which may be a secret. */
export interface WebhookAttempt {
  readonly taskId: string;
  readonly taskStatus: CanonicalStatus;
  /** Its URL, without the query. */
  readonly target: string;
  /** Counts from 1 for each event. */
  readonly attempt: number;
  readonly atMs: number;
  /** The receiver's status, or why there was none. */
  readonly outcome: number | "unreachable" | "not allowed" | "lost by a fault";
  /** Name of the fault that changed this call. */
  readonly fault?: string | undefined;
}
