import type { MountedFormat } from "../formats/mount.ts";
import { jsonAnswer } from "../http/message.ts";
import type { MockRequest } from "../http/message.ts";
import type { MockWorld } from "../world/mock-world.ts";
import { lookAtTask, pollTask } from "../tasks/step-task.ts";
import { viewTask } from "../tasks/view-task.ts";
import type { Outcome } from "./outcome.ts";
import { refused } from "./outcome.ts";
import { findTask } from "./poll.ts";
import { refuse } from "./refuse.ts";

/** Lists the tasks that the vendor remembers, newest first, in the vendor's own paging. */
export function listTasks(world: MockWorld, format: MountedFormat, request: MockRequest): Outcome {
  const { facts, vendor } = format;
  if (vendor.listAnswer === undefined) return refused(refuse(facts, "unknown_path"));
  const nowMs = world.clock.now();
  const remembered = [...world.tasks.all()].filter((task) => findTask(world, format, task.id) === task);
  const listed = remembered.toReversed().map((task) => {
    lookAtTask(task, nowMs);
    const view = () => {
      pollTask(task, nowMs);
      return viewTask(world, format, { task, origin: request.origin });
    };
    return { id: task.id, status: task.status, requested: task.requested, view };
  });
  const answer = vendor.listAnswer(listed, new URLSearchParams(request.query));
  if ("invalidField" in answer) {
    const { invalidField: field, message } = answer;
    return refused(refuse(facts, "invalid_request", { field, message }));
  }
  return { kind: "answered", answer: jsonAnswer(200, answer.body) };
}
