import type { CanonicalStatus } from "@shotlist/schema";
import { isTerminal } from "../vendor/task.ts";
import type { Task } from "../vendor/task.ts";

type Stage = "queued" | "running" | "done";

/** Moves the task to its state at `nowMs`, as seen by a caller who asks for it: a read never jumps to the end. */
export function pollTask(task: Task, nowMs: number): void {
  moveTo(task, stageForPoll(task, nowMs), nowMs);
  if (!isTerminal(task.status)) {
    task.unfinishedPolls += 1;
    task.shownAtMs = nowMs;
  }
}

/** As `pollTask`, without counting as a poll. */
export function lookAtTask(task: Task, nowMs: number): void {
  moveTo(task, stageForPoll(task, nowMs), nowMs);
}

/** Moves the task to where its schedule has it at `nowMs`, for what the vendor does by itself, such as calling back. */
export function settleTask(task: Task, nowMs: number): void {
  moveTo(task, stageByTime(task, nowMs), nowMs);
}

/** Takes one step of the documented lifecycle at once: queued, running, ended. */
export function stepTask(task: Task, nowMs: number): void {
  // A task that will be cancelled never runs: the documents know no way from running to cancelled.
  const runs = task.status === "queued" && task.ending.status !== "cancelled";
  moveTo(task, runs ? "running" : "done", nowMs);
}

/** Ends the task now. */
export function endTask(task: Task, ending: Task["ending"], nowMs: number): void {
  task.ending = ending;
  finish(task, nowMs);
}

function stageForPoll(task: Task, nowMs: number): Stage {
  const { pace, unfinishedPolls } = task;
  switch (pace.mode) {
    case "manual":
      return stageOf(task.status);
    case "polls":
      if (unfinishedPolls >= pace.polls) return "done";
      return unfinishedPolls < pace.polls / 2 ? "queued" : "running";
    case "time": {
      const byTime = stageByTime(task, nowMs);
      if (byTime !== "done" || unfinishedPolls >= pace.minimumPolls) return byTime;
      return unfinishedPolls === 0 ? "queued" : "running";
    }
    default:
      return pace satisfies never;
  }
}

function stageByTime({ pace, status, ending }: Task, nowMs: number): Stage {
  if (pace.mode !== "time") return stageOf(status);
  if (nowMs >= pace.endsAtMs && ending.status !== "never") return "done";
  return nowMs >= pace.startsAtMs ? "running" : "queued";
}

function stageOf(status: CanonicalStatus): Stage {
  if (status === "queued" || status === "running") return status;
  return "done";
}

const order: Readonly<Record<Stage, number>> = { queued: 0, running: 1, done: 2 };

function moveTo(task: Task, stage: Stage, nowMs: number): void {
  if (order[stage] <= order[stageOf(task.status)]) return;
  const { pace } = task;
  if (task.status === "queued" && stage !== "queued" && task.ending.status !== "cancelled") {
    task.status = "running";
    task.startedAtMs = notBefore(task, pace.mode === "time" ? pace.startsAtMs : nowMs);
  }
  if (stage === "done") finish(task, pace.mode === "time" ? pace.endsAtMs : nowMs);
}

/** Nobody may learn of a change at a time before which they saw the task unchanged. */
function notBefore(task: Task, scheduledMs: number): number {
  return Math.max(scheduledMs, task.shownAtMs, task.startedAtMs ?? 0);
}

function finish(task: Task, atMs: number): void {
  if (task.ending.status === "never") return;
  task.status = task.ending.status;
  task.finishedAtMs = notBefore(task, atMs);
}
