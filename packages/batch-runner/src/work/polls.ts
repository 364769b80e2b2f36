import type { ResolvedProvider, Task } from "@shotlist/core";
import type { PollOutcome } from "./poll-outcome.ts";

/** A task that waits to be asked about. */
export interface PollQuestion {
  readonly provider: ResolvedProvider;
  readonly taskId: string;
  /** The tier in which the vendor lists it, where it was asked for one. */
  readonly serviceTier?: string | undefined;
  readonly waitMs: number;
  /** Whether a list says all that is needed of the task; else it is asked about by itself. */
  readonly isEnough: (task: Task) => boolean;
}

/** Asks about the tasks of a run, those of one provider together where the provider lists tasks. */
export interface Polls {
  /** Answers after the wait, or sooner where a notice or another task's list says something; `askedAt` is when the request went. */
  next(question: PollQuestion): Promise<{ readonly outcome: PollOutcome; readonly askedAt: number }>;
  /** The shortest time between two polls of a task: longer than the provider's while its webhooks arrive. */
  everyMs(task: Pick<PollQuestion, "provider" | "taskId">): number;
  /** A task is asked about no more, since it has ended or is left. */
  left(task: Pick<PollQuestion, "provider" | "taskId">, hasEnded: boolean): void;
}
