import { isJsonObject, validateMessage } from "@shotlist/schema";
import { priceTask } from "../billing/price-task.ts";
import type { TaskFate } from "../faults/fault.ts";
import type { MountedFormat } from "../formats/mount.ts";
import type { FindEarlierTask } from "../vendor/vendor.ts";
import { jsonAnswer } from "../http/message.ts";
import type { MockRequest } from "../http/message.ts";
import type { MockWorld } from "../world/mock-world.ts";
import { lateFailure } from "../tasks/late-failure.ts";
import { createTask } from "./create-task.ts";
import { viewTask } from "../tasks/view-task.ts";
import type { Outcome } from "./outcome.ts";
import { refused } from "./outcome.ts";
import { findTask } from "./poll.ts";
import { readBody } from "../http/read-body.ts";
import { refuse, refuseBody } from "./refuse.ts";

/** Takes a paid task in, or says why not. */
export function submit(
  world: MockWorld,
  format: MountedFormat,
  { request, fate = {} }: { readonly request: MockRequest; readonly fate?: TaskFate | undefined },
): Outcome {
  const { facts, vendor } = format;
  if (format.isEnded) return refused(refuse(facts, "unknown_path", { message: "The vendor has shut down this API" }));
  if (request.bodyTooLarge) {
    return refused(
      refuse(facts, "too_large", { message: `The body is longer than ${facts.maxBodyBytes.value} bytes` }),
    );
  }
  const read = readBody(request, facts);
  if (read.kind === "unwelcome") return refused(refuse(facts, "invalid_request", { message: read.message }));
  if (read.kind === "malformed") return refused(refuse(facts, "malformed_json"));
  const { body } = read;

  const verdict = validateMessage(format.edition, "submit.request", body, { strict: world.strict });
  const { advice } = verdict;
  if (!verdict.ok) {
    return { kind: "refused", refusal: refuseBody(format, verdict.errors, body), errors: verdict.errors, advice, body };
  }
  if (!isJsonObject(body)) throw new Error(`the schema of ${format.id} accepted a body that is not an object`);
  const earlier: FindEarlierTask = (taskId) => findTask(world, format, taskId);
  const fault = vendor.findFault?.(body, earlier);
  if (fault !== undefined) return { kind: "refused", refusal: refuse(facts, fault.occasion, fault), advice, body };
  const requested = vendor.readRequest(body, facts, earlier);
  const task = createTask(world, format, {
    requested,
    bytes: request.body,
    progress:
      fate.progress ??
      world.progressOf({ format: format.id, header: (name) => request.header(name), clip: () => requested }),
    ending: fate.ending ?? lateFailure(facts, advice),
  });
  world.webhooks.taskCreated(task);
  const answer = jsonAnswer(200, vendor.submitAnswer(viewTask(world, format, { task, origin: request.origin })));
  return { kind: "answered", answer, taskId: task.id, price: priceTask(facts, requested), advice, body };
}
