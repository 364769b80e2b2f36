import type { MountedFormat } from "../formats/mount.ts";
import { jsonAnswer } from "../http/message.ts";
import type { MockWorld } from "../mock-world.ts";
import { endTask, lookAtTask } from "../tasks/step-task.ts";
import type { Outcome } from "./outcome.ts";
import { refused } from "./outcome.ts";
import { findTask } from "./poll.ts";
import { refuse } from "./refuse.ts";

/** Cancels a queued task or removes the record of an ended one; a running or cancelled one is refused. */
export function cancel(world: MockWorld, format: MountedFormat, taskId: string): Outcome {
  const task = findTask(world, format, taskId);
  if (task === undefined) return refused(refuse(format.facts, "unknown_task"));
  const nowMs = world.clock.now();
  lookAtTask(task, nowMs);
  switch (task.status) {
    case "queued":
      endTask(task, { status: "cancelled" }, nowMs);
      break;
    case "succeeded":
    case "failed":
    case "expired":
      world.tasks.remove(task.id);
      break;
    case "running":
    case "cancelled":
      return refused(
        refuse(format.facts, "cannot_cancel", { message: `A task that is ${task.status} cannot be cancelled` }),
        { taskId: task.id },
      );
    default:
      return task.status satisfies never;
  }
  return { kind: "answered", answer: jsonAnswer(200, {}), taskId: task.id };
}
