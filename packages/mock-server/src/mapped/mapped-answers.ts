import { factsOf, validateMessage } from "@shotlist/schema";
import type { CanonicalStatus, FormatId, JsonValue, MessageName } from "@shotlist/schema";
import type { AnswerPlaces, Places } from "@shotlist/schema/contracts";
import { writtenFixturesOf } from "@shotlist/schema/fixtures";
import { valueAt, withValueAt } from "@shotlist/schema/own";

/** A format as its answers are played: documented examples, with the values of a task put into their places. */
export interface AnsweringFormat {
  readonly id: FormatId;
  readonly places: AnswerPlaces;
}

/** Bodies of a message that the format shows as accepted. */
export function examplesOf({ id }: AnsweringFormat, message: MessageName): readonly JsonValue[] {
  return writtenFixturesOf(id)
    .filter((fixture) => fixture.message === message && fixture.breaks === undefined)
    .map(({ body }) => body);
}

/**
 * The example of a task in a status, or that of an unfinished one with the status' word put into it. A status for which the
 * format has no word looks as if the task were still running.
 */
export function exampleOf(format: AnsweringFormat, status: CanonicalStatus): JsonValue {
  const { statuses } = factsOf(format.id);
  const bodies = examplesOf(format, "task.response");
  const statusIn = (body: JsonValue): CanonicalStatus | undefined =>
    statuses.find(({ word }) => word === firstAt(body, format.places.status))?.canonical;
  const exact = bodies.find((body) => statusIn(body) === status);
  if (exact !== undefined) return exact;
  const words = statuses.filter(({ canonical }) => canonical === status).map(({ word }) => word);
  const changed = bodies
    .toSorted((left, right) => Number(isEnd(statusIn(left))) - Number(isEnd(statusIn(right))))
    .flatMap((body) => words.map((word) => putAt(body, format.places.status, word)))
    .find((body) => validateMessage(format.id, "task.response", body).ok);
  if (changed !== undefined) return changed;
  if (status !== "running" && status !== "queued") return exampleOf(format, "running");
  throw new Error(`no example of ${format.id} shows a task that is ${status}, and none can be made into one`);
}

function isEnd(status: CanonicalStatus | undefined): boolean {
  return status !== "queued" && status !== "running";
}

/** The first value at these places that is neither absent nor null. */
export function firstAt(body: unknown, places: Places | undefined): unknown {
  return (places ?? []).map((place) => valueAt(body, place)).find((value) => value !== undefined && value !== null);
}

/** The same as text: a text, or a number as one. */
export function textAt(body: unknown, places: Places | undefined): string | undefined {
  const value = firstAt(body, places);
  return typeof value === "number" ? String(value) : typeof value === "string" ? value : undefined;
}

/** The body with a value at every one of these places that holds something; undefined leaves the body as it is. */
export function putAt(body: JsonValue, places: Places | undefined, value: JsonValue | undefined): JsonValue {
  if (value === undefined) return body;
  const used = (places ?? []).filter((place) => (valueAt(body, place) ?? undefined) !== undefined);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a JSON value with a JSON value put into it
  return used.reduce<unknown>((changed, place) => withValueAt(changed, place, value), body) as JsonValue;
}
