import type { TakeName } from "@shotlist/batch-runner";
import type { MaybeSpan } from "./spans.ts";

/** An attempt that a run makes or follows. */
export interface TracedAttempt {
  readonly span: MaybeSpan;
  readonly beganAt: number;
  taskId: string | undefined;
  /** Whether it counts at its vendor. */
  isInFlight: boolean;
  /** When the vendor was last asked about its task, and when before that. */
  askedAt: number;
  askedBefore: number;
}

/** A take that is being worked on. */
export interface TracedTake {
  readonly name: TakeName;
  readonly beganAt: number;
  /** Begun once something happens: a take that another run works on is looked at many times. */
  span: MaybeSpan;
  attempt: TracedAttempt | undefined;
  outcome: string | undefined;
  error: string | undefined;
}
