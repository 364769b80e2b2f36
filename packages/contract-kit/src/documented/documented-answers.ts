import { factsOf, validateMessage } from "@shotlist/schema";
import type { CanonicalStatus, ErrorOccasion, FormatRef, JsonValue, MessageName } from "@shotlist/schema";
import { contractOf } from "@shotlist/schema/contracts";
import type { Places } from "@shotlist/schema/contracts";
import { writtenFixturesOf } from "@shotlist/schema/fixtures";
import { withValueAt } from "@shotlist/schema/own";
import { findAt, textAt } from "../answer/pointer.ts";
import { canonicalOf } from "../oracle/belief.ts";

/** An answer with its status. */
export interface DocumentedAnswer {
  readonly status: number;
  readonly body: JsonValue;
  /** Media type of a file in place of the body: the clip, or a picture of it. */
  readonly file?: string;
}

/** The documented answer to a submit that was accepted. */
export function submitAnswer(format: FormatRef, taskId: string): DocumentedAnswer {
  const [example] = acceptedBodies(format, "submit.response");
  return { status: 200, body: json(putEverywhere(example ?? {}, contractOf(format).places.submittedTaskId, taskId)) };
}

/** The id of a task in the format's own examples. */
export function exampleTaskId(format: FormatRef): string {
  const [example] = acceptedBodies(format, "submit.response");
  return textAt(example, contractOf(format).places.submittedTaskId) ?? "task-1";
}

/** The documented answer to a poll of a task in this status; undefined where the format has no such status. */
export function taskAnswer(
  format: FormatRef,
  {
    taskId,
    status,
    videoUrl,
  }: { readonly taskId: string; readonly status: CanonicalStatus; readonly videoUrl: string },
): DocumentedAnswer | undefined {
  const { places } = contractOf(format);
  const example = exampleOf(format, status);
  if (example === undefined) return undefined;
  const named = putEverywhere(example, places.taskId, taskId);
  return { status: 200, body: json(putEverywhere(named, places.videoUrl, videoUrl)) };
}

/** A documented body in this status, or the nearest one with this status' word put into it. */
function exampleOf(format: FormatRef, status: CanonicalStatus): JsonValue | undefined {
  const { places } = contractOf(format);
  const bodies = acceptedBodies(format, "task.response");
  const statusOf = (body: JsonValue): CanonicalStatus | undefined =>
    canonicalOf(format, findAt(body, places.status)?.value);
  const exact = bodies.find((body) => statusOf(body) === status);
  if (exact !== undefined) return exact;
  const words = factsOf(format).statuses.filter(({ canonical }) => canonical === status);
  for (const body of bodies) {
    const path = findAt(body, places.status)?.path;
    const isPlain = ["queued", "running"].includes(statusOf(body) ?? "");
    if (path === undefined || !isPlain) continue;
    for (const { word } of words) {
      const changed = json(withValueAt(body, path, word));
      if (validateMessage(format, "task.response", changed).ok) return changed;
    }
  }
  return undefined;
}

/** The file behind a task's content, by the `variant` of the query where the format has several. */
export function contentAnswer(format: FormatRef, query: URLSearchParams): DocumentedAnswer {
  const types = factsOf(format).contentTypes?.value;
  // A format without variants reads no such field.
  if (types === undefined) return { status: 200, body: null, file: "video/mp4" };
  const variant = query.get("variant") ?? Object.keys(types)[0] ?? "";
  const type = Object.hasOwn(types, variant) ? types[variant] : undefined;
  if (type === undefined) return errorAnswer(format, "invalid_request", `Unknown variant ${variant}`);
  return { status: 200, body: null, file: type };
}

/** The documented answer for an occasion; a plain client error where the format documents none. */
export function errorAnswer(format: FormatRef, occasion: ErrorOccasion, message?: string): DocumentedAnswer {
  const fact = factsOf(format).errors.find((error) => error.occasion === occasion);
  const { errorCode, errorMessage } = contractOf(format).places;
  const words = message ?? fact?.message ?? occasion.replaceAll("_", " ");
  let body: unknown = withValueAt({}, errorMessage[0] ?? "/error/message", words);
  if (errorCode?.[0] !== undefined) body = withValueAt(body, errorCode[0], fact?.code ?? null);
  if (fact?.type !== undefined) body = withValueAt(body, (errorMessage[0] ?? "").replace(/[^/]+$/, "type"), fact.type);
  return { status: fact?.httpStatus ?? 400, body: json(body) };
}

function acceptedBodies(format: FormatRef, message: MessageName): readonly JsonValue[] {
  return writtenFixturesOf(format)
    .filter((fixture) => fixture.message === message && fixture.breaks === undefined)
    .map(({ body }) => body);
}

function putEverywhere(body: unknown, places: Places, value: string): unknown {
  const used = places.filter((place) => textAt(body, [place]) !== undefined);
  return used.reduce((changed, place) => withValueAt(changed, place, value), body);
}

function json(value: unknown): JsonValue {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only ever made of JSON values put into one another
  return value as JsonValue;
}
