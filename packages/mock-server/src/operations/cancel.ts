import type { MountedFormat } from "../formats/mount.ts";
import { jsonAnswer } from "../http/message.ts";
import type { MockWorld } from "../world/mock-world.ts";
import { endTask, lookAtTask } from "../tasks/step-task.ts";
import { hasStatus } from "../tasks/task-plan.ts";
import type { Task } from "../vendor/task.ts";
import type { Outcome } from "./outcome.ts";
import { refused } from "./outcome.ts";
import { findTask } from "./poll.ts";
import { refuse } from "./refuse.ts";

/**
 * Cancels a queued task, where the format has that, or removes the record of an ended one; a running or cancelled one is
 * refused.
 */
export function cancel(world: MockWorld, format: MountedFormat, taskId: string): Outcome {
  const task = findTask(world, format, taskId);
  if (task === undefined) return refused(refuse(format.facts, "unknown_task"));
  const nowMs = world.clock.now();
  lookAtTask(task, nowMs);
  switch (task.status) {
    case "queued":
      if (!hasStatus(format.facts, "cancelled")) return refuseCancel(format, task);
      endTask(task, { status: "cancelled" }, nowMs);
      break;
    case "succeeded":
    case "failed":
    case "expired":
      world.tasks.remove(task.id);
      break;
    case "running":
    case "cancelled":
      return refuseCancel(format, task);
    default:
      return task.status satisfies never;
  }
  const body = format.vendor.cancelAnswer?.(task.id) ?? {};
  return { kind: "answered", answer: jsonAnswer(200, body), taskId: task.id };
}

function refuseCancel({ facts }: MountedFormat, { id, status }: Task): Outcome {
  const message = `A task that is ${status} cannot be cancelled`;
  return refused(refuse(facts, "cannot_cancel", { message }), { taskId: id });
}
