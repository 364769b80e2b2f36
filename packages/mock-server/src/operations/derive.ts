import { isJsonObject, type JsonObject } from "@shotlist/schema";
import { priceTask } from "../billing/price-task.ts";
import type { TaskFate } from "../faults/fault.ts";
import type { MountedFormat } from "../formats/mount.ts";
import type { DerivingCall, SourceClip } from "../vendor/vendor.ts";
import { jsonAnswer } from "../http/message.ts";
import type { MockRequest } from "../http/message.ts";
import type { MockWorld } from "../world/mock-world.ts";
import { createTask } from "./create-task.ts";
import { lookAtTask } from "../tasks/step-task.ts";
import { viewTask } from "../tasks/view-task.ts";
import type { Outcome } from "./outcome.ts";
import { refused } from "./outcome.ts";
import { findTask } from "./poll.ts";
import { readBody } from "../http/read-body.ts";
import { refuse } from "./refuse.ts";

/** Takes a task in that is made from another one, or says why not. */
export function deriveTask(
  world: MockWorld,
  format: MountedFormat,
  {
    call,
    request,
    pathId,
    fate = {},
  }: {
    readonly call: DerivingCall;
    readonly request: MockRequest;
    /** The task that the path names; empty where the body does. */
    readonly pathId: string;
    readonly fate?: TaskFate | undefined;
  },
): Outcome {
  const { facts, vendor } = format;
  if (vendor.derive === undefined) return refused(refuse(facts, "unknown_path"));
  const read = readBody(request, facts);
  if (read.kind === "unwelcome") return refused(refuse(facts, "invalid_request", { message: read.message }));
  if (read.kind === "malformed" || !isJsonObject(read.body)) return refused(refuse(facts, "malformed_json"));
  const { body } = read;
  const source = findSource(world, format, { body, pathId });
  if ("refusal" in source) return { ...source, body };
  const requested = vendor.derive(call, body, source);
  if ("occasion" in requested) return refused(refuse(facts, requested.occasion, requested), { body });
  const progress =
    fate.progress ??
    world.progressOf({ format: format.id, header: (name) => request.header(name), clip: () => requested });
  const task = createTask(world, format, { requested, bytes: request.body, progress, ending: fate.ending });
  world.webhooks.taskCreated(task);
  const answer = jsonAnswer(200, vendor.submitAnswer(viewTask(world, format, { task, origin: request.origin })));
  return { kind: "answered", answer, taskId: task.id, price: priceTask(facts, requested), body };
}

function findSource(
  world: MockWorld,
  format: MountedFormat,
  { body, pathId }: { readonly body: JsonObject; readonly pathId: string },
): SourceClip | Extract<Outcome, { readonly kind: "refused" }> {
  const { video } = body;
  const named = isJsonObject(video) ? video["id"] : undefined;
  const taskId = pathId !== "" ? pathId : typeof named === "string" ? named : undefined;
  if (taskId === undefined) {
    if (isJsonObject(video) && video["video_url"] !== undefined) return { taskId: undefined, requested: undefined };
    return toRefused(refuse(format.facts, "invalid_request", { field: "video", message: "video is required" }));
  }
  const task = findTask(world, format, taskId);
  if (task === undefined) return toRefused(refuse(format.facts, "unknown_task"));
  lookAtTask(task, world.clock.now());
  if (task.status === "succeeded") return { taskId, requested: task.requested };
  const message = `The video is not ready: the task is ${task.status}`;
  return toRefused(refuse(format.facts, "invalid_request", { field: "video", message }));
}

function toRefused(refusal: ReturnType<typeof refuse>): Extract<Outcome, { readonly kind: "refused" }> {
  return { kind: "refused", refusal };
}
