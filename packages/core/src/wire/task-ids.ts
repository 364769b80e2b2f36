import type { FormatFacts } from "@shotlist/schema";
import { idOf, valueAt } from "./read-json.ts";

/** Places at which a format or one of its relatives names the task that an answer is about. */
const places: readonly (readonly (string | number)[])[] = [
  ["id"],
  ["task_id"],
  ["data", "task_id"],
  ["data", "id"],
  ["data", 0, "task_id"],
  ["data", 0, "id"],
];

/** Every id by which an answer names its task, our own client id among them. A relay may name its upstream's as well. */
export function idsNamedIn(body: unknown, facts: Pick<FormatFacts, "lookup">): readonly string[] {
  const ids = places.map((place) => idOf(valueAt(body, ...place)));
  return [...new Set([...ids, clientIdIn(body, facts)].filter((id) => id !== undefined))];
}

/** The client's own id that an answer repeats, where the format has a field for it. */
export function clientIdIn(body: unknown, { lookup }: Pick<FormatFacts, "lookup">): string | undefined {
  if (lookup?.value.by !== "clientId") return undefined;
  const { field } = lookup.value;
  return idOf(valueAt(body, field)) ?? idOf(valueAt(body, "data", field)) ?? idOf(valueAt(body, "metadata", field));
}

/** The task id of an accepted submit where none of the format's own places holds one: where its relatives write it. */
export function idElsewhere(body: unknown): string | undefined {
  const ids = places.map((place) => idOf(valueAt(body, ...place))).filter((id) => id !== undefined);
  // A list of several tasks does not say which is ours.
  const list = valueAt(body, "data");
  return Array.isArray(list) && list.length > 1 ? undefined : ids[0];
}
