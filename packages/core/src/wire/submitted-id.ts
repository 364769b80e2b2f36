import type { Submitted } from "./codec.ts";
import { firstOf, idOf, textOf, valueAt } from "./read-json.ts";
import { safeText } from "./safe-text.ts";
import { idElsewhere } from "./task-ids.ts";

/** Finds the task id of an accepted submit at the first of the places that holds one, or where formats of its family do. */
export function readSubmittedId(body: unknown, ...places: readonly (readonly string[])[]): Submitted {
  const ids = places.map((place) => idOf(valueAt(body, ...place))).filter((id) => id !== undefined);
  const taskId = ids[0] ?? idElsewhere(body);
  if (taskId === undefined) return { missing: describeMissing(body, places) };
  const warnings = new Set(ids).size > 1 ? ["The vendor's answer has two different task ids."] : [];
  return { taskId, warnings };
}

function describeMissing(body: unknown, places: readonly (readonly string[])[]): string {
  const names = places.map((place) => place.join(".")).join(" or ");
  const said = firstOf(textOf(valueAt(body, "error", "message")), textOf(valueAt(body, "message")));
  return `The answer has no ${names}${said === undefined ? "." : `; it says: ${safeText(said)}`}`;
}
