import type { MountedFormat } from "../formats/mount.ts";
import type { TaskResult, TaskView } from "../formats/vendor.ts";
import type { MockWorld } from "../mock-world.ts";
import { progressPercent, updatedAtMs } from "./task.ts";
import type { Task } from "./task.ts";
import { completionTokens } from "./usage.ts";

export const clipFile = "video.mp4";
export const lastFrameFile = "last-frame.png";

/** What an answer says of a task now; links start with `origin`. */
export function viewTask(
  world: MockWorld,
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
    model: facts.models.find((model) => model.id === requested.model)?.aliases?.[0] ?? requested.model,
    createdAtMs: task.createdAtMs,
    startedAtMs: task.startedAtMs,
    finishedAtMs: task.finishedAtMs,
    updatedAtMs: updatedAtMs(task),
    progressPercent: progressPercent(task, world.clock.now()),
    seed: task.seed,
    framesPerSecond: facts.framesPerSecond.value,
    result: task.status === "succeeded" ? resultOf(world, format, { task, origin }) : undefined,
    failure: task.status === "failed" && task.ending.status === "failed" ? task.ending.failure : undefined,
  };
}

function resultOf(
  world: MockWorld,
  { facts }: MountedFormat,
  { task, origin }: { readonly task: Task; readonly origin: string },
): TaskResult {
  const known = task.shownResult;
  if (known?.origin === origin) return known.result;
  const linksExpireAtMs = updatedAtMs(task) + facts.linkLifeSeconds.value * 1000;
  const link = (file: string): string => origin + world.links.sign(task.id, file, linksExpireAtMs);
  const result: TaskResult = {
    videoUrl: link(clipFile),
    lastFrameUrl: link(lastFrameFile),
    linksExpireAtMs,
    completionTokens: completionTokens(task.requested, facts.framesPerSecond.value),
  };
  task.shownResult = { origin, result };
  return result;
}
