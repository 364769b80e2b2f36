import type { CanonicalStatus } from "@shotlist/schema";
import type { RequestedClip } from "../vendor/requested-clip.ts";
import type { TaskFailure } from "../vendor/task-result.ts";
import type { Task } from "../vendor/task.ts";

/** A task as the server's owner sees it. Times are virtual milliseconds since the Unix epoch. */
export interface TaskSummary {
  readonly id: string;
  readonly format: string;
  /** Counts from 1 in the order of acceptance. */
  readonly number: number;
  /** As last shown to a client. */
  readonly status: CanonicalStatus;
  readonly requested: RequestedClip;
  readonly seed: number;
  readonly createdAtMs: number;
  readonly startedAtMs: number | undefined;
  readonly finishedAtMs: number | undefined;
  readonly failure: TaskFailure | undefined;
}

export function taskSummary(task: Task): TaskSummary {
  const { id, format, number, status, requested, seed, createdAtMs, startedAtMs, finishedAtMs, ending } = task;
  const failure = status === "failed" && ending.status === "failed" ? ending.failure : undefined;
  return { id, format, number, status, requested, seed, createdAtMs, startedAtMs, finishedAtMs, failure };
}
