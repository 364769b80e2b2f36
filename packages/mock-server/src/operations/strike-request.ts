import { isJsonObject, present } from "@shotlist/schema";
import { readBody } from "../http/read-body.ts";
import type { MountedFormat } from "../formats/mount.ts";
import type { MockRequest } from "../http/message.ts";
import type { MockWorld } from "../world/mock-world.ts";
import type { Outcome } from "./outcome.ts";
import { refused } from "./outcome.ts";
import { refuse } from "./refuse.ts";
import type { FaultPlace } from "../faults/fault.ts";
import type { Strike } from "../faults/fault-plan.ts";
import { retryHeader } from "../faults/define-fault.ts";

/** The fault that strikes this request, if any. */
export function strikeRequest(
  world: MockWorld,
  {
    place,
    format,
    request,
    taskId,
  }: {
    readonly place: FaultPlace;
    readonly format: MountedFormat | undefined;
    readonly request: MockRequest;
    readonly taskId: string | undefined;
  },
): Strike | undefined {
  const clip = (): { readonly model: string; readonly prompt: string } | undefined =>
    taskId === undefined ? clipOfBody(format, request) : world.tasks.get(taskId)?.requested;
  return world.faults.strike({ place, format: format?.id, taskId, header: request.header, clip });
}

/** What a fault answers in place of the call; undefined where the call is carried out. */
export function strikeInstead(strike: Strike | undefined, format: MountedFormat | undefined): Outcome | undefined {
  if (strike === undefined) return undefined;
  const { fault, settings } = strike;
  if (fault.instead !== undefined) return { kind: "answered", answer: fault.instead(settings) };
  if (fault.refuse === undefined || format === undefined) return undefined;
  const { message, status, code, retryAfter } = settings;
  const refusal = refuse(format.facts, fault.refuse, present({ message }));
  return refused({
    ...refusal,
    ...present({ httpStatus: status, code }),
    headers: retryHeader(retryAfter),
  });
}

function clipOfBody(
  format: MountedFormat | undefined,
  request: MockRequest,
): { readonly model: string; readonly prompt: string } | undefined {
  if (format === undefined) return undefined;
  const read = readBody(request, format.facts);
  if (read.kind !== "json" || !isJsonObject(read.body)) return undefined;
  try {
    return format.vendor.readRequest(read.body, format.facts, () => undefined);
  } catch {
    return undefined;
  }
}
