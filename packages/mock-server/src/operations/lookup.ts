import type { MountedFormat } from "../formats/mount.ts";
import type { MockRequest } from "../http/message.ts";
import type { MockWorld } from "../world/mock-world.ts";
import type { Outcome } from "./outcome.ts";
import { poll } from "./poll.ts";

/** Returns the state of the task that was submitted under a client's own id. */
export function lookUp(world: MockWorld, format: MountedFormat, request: MockRequest): Outcome {
  const lookup = format.facts.lookup?.value;
  const field = lookup?.by === "clientId" ? lookup.field : "";
  const clientId = new URLSearchParams(request.query).get(field.split(".").at(-1) ?? "") ?? "";
  return poll(world, format, { request, taskId: clientId });
}
