import type { CanonicalStatus } from "@shotlist/schema";
import type { TaskFailure, TaskResult } from "./task-result.ts";
import type { RequestedClip } from "./requested-clip.ts";

/** How a task moves on. Durations are virtual. */
export type Pace =
  | {
      readonly mode: "time";
      readonly startsAtMs: number;
      readonly endsAtMs: number;
      /** Unfinished polls that a caller sees at least, however much time has passed between them. */
      readonly minimumPolls: number;
    }
  | { readonly mode: "polls"; readonly polls: number }
  | { readonly mode: "manual" };

/** How a task will end. */
export type Ending =
  | { readonly status: "succeeded" }
  | { readonly status: "failed"; readonly failure: TaskFailure }
  | { readonly status: "expired" | "cancelled" }
  /** Stays unfinished forever, as an expired task does behind a relay that has no such word. */
  | { readonly status: "never" };

/** One task of a vendor. Only `step-task.ts` moves it on. */
export interface Task {
  readonly id: string;
  readonly format: string;
  /** How many tasks the server had created when this one was, itself included. */
  readonly number: number;
  readonly requested: RequestedClip;
  readonly createdAtMs: number;
  /** The seed that the clip is made from. */
  readonly seed: number;
  readonly pace: Pace;
  ending: Ending;
  status: CanonicalStatus;
  /** Polls that showed the task unfinished. */
  unfinishedPolls: number;
  /** When a caller last saw the task unfinished. */
  shownAtMs: number;
  startedAtMs: number | undefined;
  finishedAtMs: number | undefined;
  /** The result as last shown: signing its links costs more than the rest of a poll, and they do not change. */
  shownResult: { readonly origin: string; readonly result: TaskResult } | undefined;
}

/** Whether nothing more will happen to a task in this status. */
export function isTerminal(status: CanonicalStatus): boolean {
  return status !== "queued" && status !== "running";
}

/** When the task last changed its status. */
export function updatedAtMs(task: Task): number {
  return task.finishedAtMs ?? task.startedAtMs ?? task.createdAtMs;
}

/** Share of the work done at `nowMs`, in whole percent: 0 while queued, 100 once succeeded. */
export function progressPercent(task: Task, nowMs: number): number {
  if (task.status === "succeeded") return 100;
  if (task.status !== "running" || task.startedAtMs === undefined) return 0;
  if (task.pace.mode !== "time") return 50;
  const lengthMs = Math.max(1, task.pace.endsAtMs - task.pace.startsAtMs);
  return Math.min(99, Math.max(1, Math.floor(((nowMs - task.startedAtMs) / lengthMs) * 100)));
}
