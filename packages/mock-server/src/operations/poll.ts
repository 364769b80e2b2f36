import type { JsonObject } from "@shotlist/schema";
import type { MountedFormat } from "../formats/mount.ts";
import type { TaskView } from "../vendor/vendor.ts";
import { jsonAnswer } from "../http/message.ts";
import type { MockRequest } from "../http/message.ts";
import type { MockWorld } from "../world/mock-world.ts";
import { pollTask } from "../tasks/step-task.ts";
import type { Task } from "../vendor/task.ts";
import { isTerminal, updatedAtMs } from "../vendor/task.ts";
import { viewTask } from "../tasks/view-task.ts";
import type { Outcome } from "./outcome.ts";
import { refused } from "./outcome.ts";
import { refuse } from "./refuse.ts";

/** Returns the state of a task. */
export function poll(
  world: MockWorld,
  format: MountedFormat,
  {
    request,
    taskId,
    answer,
  }: {
    readonly request: MockRequest;
    readonly taskId: string;
    readonly answer?: ((view: TaskView) => JsonObject) | undefined;
  },
): Outcome {
  const task = findTask(world, format, taskId);
  if (task === undefined) return refused(refuse(format.facts, "unknown_task"));
  pollTask(task, world.clock.now());
  const view = viewTask(world, format, { task, origin: request.origin });
  const variant = world.variants.get(format.id);
  const body = (answer ?? variant ?? format.vendor.taskAnswer)(view, format.facts);
  world.webhooks.taskMoved(task);
  return { kind: "answered", answer: jsonAnswer(200, body), taskId: task.id };
}

/** A task that the format knows, by its id or where it has that by the client's own, and still remembers. */
export function findTask(world: MockWorld, format: MountedFormat, id: string): Task | undefined {
  const byClientId =
    format.facts.lookup?.value.by === "clientId" ? world.tasks.findByClientId(format.id, id) : undefined;
  const task = world.tasks.get(id) ?? byClientId;
  if (task === undefined || task.format !== format.id) return undefined;
  const { taskRetentionSeconds, cancelledRetentionSeconds = taskRetentionSeconds } = format.facts;
  const kept = task.status === "cancelled" ? cancelledRetentionSeconds : taskRetentionSeconds;
  const forgottenAtMs = updatedAtMs(task) + kept.value * 1000;
  return isTerminal(task.status) && world.clock.now() >= forgottenAtMs ? undefined : task;
}
