import { clipOrder } from "./serve-clip.ts";
import { fileAnswer } from "../clips/file-answer.ts";
import type { MountedFormat } from "../formats/mount.ts";
import type { MockRequest } from "../http/message.ts";
import type { MockWorld } from "../world/mock-world.ts";
import { lookAtTask } from "../tasks/step-task.ts";
import type { Outcome } from "./outcome.ts";
import { refused } from "./outcome.ts";
import { findTask } from "./poll.ts";
import { refuse } from "./refuse.ts";

/** Hands out a clip's bytes under the API key, without a signed link. */
export function downloadContent(
  world: MockWorld,
  format: MountedFormat,
  { request, taskId }: { readonly request: MockRequest; readonly taskId: string },
): Outcome {
  const task = findTask(world, format, taskId);
  if (task === undefined) return refused(refuse(format.facts, "unknown_task"));
  lookAtTask(task, world.clock.now());
  if (task.status !== "succeeded") {
    const message = `The video is not ready: the task is ${task.status}`;
    return refused(refuse(format.facts, "invalid_request", { message }), { taskId });
  }
  const file = format.vendor.contentFile?.(new URLSearchParams(request.query)) ?? "clip";
  if (typeof file === "object") {
    const message = `Unknown ${file.invalidField}`;
    return refused(refuse(format.facts, "invalid_request", { field: file.invalidField, message }), { taskId });
  }
  const files = world.clipFiles(task.id, () => clipOrder(world, task));
  return { kind: "answered", answer: fileAnswer(request, files[file]), taskId };
}
