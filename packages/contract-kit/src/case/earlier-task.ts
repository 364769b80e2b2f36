import type { FormatRef, JsonValue } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";

/** Whether a body builds on an earlier task. Only the endpoint knows whether that one exists and may be built on. */
export function namesEarlierTask(format: FormatRef, body: JsonValue | undefined): boolean {
  const places = contractOf(format).places.earlierTaskIds ?? [];
  return places.some((place) => holdsAt(body, place.split("/").slice(1)));
}

function holdsAt(value: unknown, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return value !== undefined;
  if (typeof value !== "object" || value === null) return false;
  const members: readonly unknown[] = step === "*" ? Object.values(value) : [Reflect.get(value, step)];
  return members.some((member) => holdsAt(member, rest));
}
