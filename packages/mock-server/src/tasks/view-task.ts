import { modelFactsOf } from "@shotlist/schema";
import type { MountedFormat } from "../formats/mount.ts";
import type { TaskResult } from "../vendor/task-result.ts";
import type { TaskView } from "../vendor/vendor.ts";
import type { SignedLinks } from "../clips/signed-links.ts";
import type { MockClock } from "../clock/clock.ts";
import { progressPercent, updatedAtMs } from "../vendor/task.ts";
import type { Task } from "../vendor/task.ts";
import { completionTokens } from "./usage.ts";

export const clipFile = "video.mp4";
export const lastFrameFile = "last-frame.png";

/** What showing a task takes of a world. */
export interface Showing {
  readonly clock: MockClock;
  readonly links: SignedLinks;
}

/** What an answer says of a task now; links start with `origin`. */
export function viewTask(
  { clock, links }: Showing,
  format: MountedFormat,
  {
    task,
    origin,
  }: {
    readonly task: Task;
    readonly origin: string;
  },
): TaskView {
  const { facts } = format;
  const { requested } = task;
  return {
    id: task.id,
    number: task.number,
    status: task.status,
    requested,
    model: modelFactsOf(requested.model, facts)?.aliases?.[0] ?? requested.model,
    createdAtMs: task.createdAtMs,
    startedAtMs: task.startedAtMs,
    finishedAtMs: task.finishedAtMs,
    updatedAtMs: updatedAtMs(task),
    progressPercent: progressPercent(task, clock.now()),
    seed: task.seed,
    framesPerSecond: facts.framesPerSecond.value,
    result: task.status === "succeeded" ? resultOf(links, format, { task, origin }) : undefined,
    failure: task.status === "failed" && task.ending.status === "failed" ? task.ending.failure : undefined,
  };
}

function resultOf(
  links: SignedLinks,
  { facts }: MountedFormat,
  { task, origin }: { readonly task: Task; readonly origin: string },
): TaskResult {
  const known = task.shownResult;
  if (known?.origin === origin) return known.result;
  const linksExpireAtMs = updatedAtMs(task) + facts.linkLifeSeconds.value * 1000;
  const link = (file: string): string => origin + links.sign(task.id, file, linksExpireAtMs);
  const result: TaskResult = {
    videoUrl: link(clipFile),
    lastFrameUrl: link(lastFrameFile),
    linksExpireAtMs,
    completionTokens: completionTokens(task.requested, facts.framesPerSecond.value),
  };
  task.shownResult = { origin, result };
  return result;
}
