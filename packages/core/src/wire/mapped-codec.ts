import type { FormatFacts, FormatId, JsonObject, JsonValue, Role } from "@shotlist/schema";
import type { FormatContract } from "@shotlist/schema/contracts";
import {
  holdsValue,
  placeOf,
  stepsOf,
  withValueAt,
  type MappedPart,
  type MappedPlace,
  type RequestMapping,
} from "@shotlist/schema/own";
import type { ResolvedShot } from "../model/shot.ts";
import type { CarriedFields } from "./carried-fields.ts";
import { readClipCounts } from "./clip-counts.ts";
import type { Bindings, DefinedCodec } from "./codec.ts";
import { defineCodec } from "./define-codec.ts";
import { decodeErrorEnvelope } from "./error-envelope.ts";
import { pixelSizeOf } from "./pixel-size.ts";
import { promptText } from "./prompt-text.ts";
import { codeOf, firstOf, idOf, linkOf, progressOf, textOf, valueAt } from "./read-json.ts";
import { seedOf } from "./seed.ts";
import { readSubmittedId } from "./submitted-id.ts";
import { readFailure, toTask } from "./task-outcome.ts";
import { readStatus } from "./wire-status.ts";

type Places = FormatContract["places"];

interface MappedFormat {
  readonly places: Places;
  readonly mapping: RequestMapping;
}

/** A codec for a format whose requests are a mapping, and whose answers are read where its contract says. */
export function createMappedCodec(id: FormatId, { places, mapping }: MappedFormat): DefinedCodec {
  return defineCodec(id, {
    fields: carriedBy(mapping),
    encodeSubmit: (shot, bindings, facts) => encode(mapping, { shot, bindings, facts }),
    decodeSubmit: (body) => readSubmittedId(body, ...places.submittedTaskId.map(stepsOf)),
    decodeTask: (body, facts) => {
      const tokens = places.completionTokens?.map((place) => ({ completion_tokens: at(body, place) }));
      return toTask(readStatus(first(body, places.status), facts), {
        taskId: idOf(first(body, places.taskId)),
        progress: progressOf(first(body, places.progress)),
        failure: failureOf(body, places.failureMessage),
        result: {
          videoUrl: linkOf(first(body, places.videoUrl)),
          lastFrameUrl: linkOf(first(body, places.lastFrameUrl)),
          ...readClipCounts({ usages: tokens ?? [] }),
        },
      });
    },
    decodeError: (httpStatus, body, facts) => {
      const code = codeOf(first(body, places.errorCode));
      const message = textOf(first(body, places.errorMessage));
      const isOwn = code !== undefined || message !== undefined;
      return decodeErrorEnvelope(httpStatus, isOwn ? { error: { code, message } } : body, facts);
    },
  });
}

/** The options of a shot that a request says as they are. */
const plainParts = [
  "frames",
  "duration",
  "audio",
  "watermark",
  "cameraFixed",
  "webSearch",
  "task",
  "outputFormat",
  "priority",
  "returnLastFrame",
  "serviceTier",
  "expiresAfter",
  "resolution",
  "ratio",
] as const;

export const mappedRoles: readonly Role[] = [
  "first_frame",
  "last_frame",
  "reference_image",
  "reference_video",
  "reference_audio",
];

function carriedBy(mapping: RequestMapping): CarriedFields {
  const has = (part: MappedPart): boolean => placeOf(mapping, part) !== undefined;
  const option = (part: MappedPart): "field" | "never" => (has(part) ? "field" : "never");
  // What a format does not say of its only shape or length is checked when it is loaded: there is nothing else to ask for.
  const implied = (...parts: readonly MappedPart[]): "field" | (() => false) =>
    parts.some(has) ? "field" : () => false;
  return {
    prompt: "field",
    model: "field",
    extra: "field",
    duration: implied("duration"),
    resolution: implied("resolution", "size"),
    ratio: implied("ratio", "size"),
    references: mappedRoles.some(has) ? "field" : "never",
    audio: option("audio"),
    frames: option("frames"),
    seed: option("seed"),
    watermark: option("watermark"),
    cameraFixed: option("cameraFixed"),
    webSearch: option("webSearch"),
    task: option("task"),
    outputFormat: option("outputFormat"),
    priority: option("priority"),
    returnLastFrame: option("returnLastFrame"),
    serviceTier: option("serviceTier"),
    expiresAfter: option("expiresAfter"),
    draft: "never",
    draftOf: "never",
  };
}

interface Encoding {
  readonly shot: ResolvedShot;
  readonly bindings: Bindings;
  readonly facts: FormatFacts;
}

function encode(mapping: RequestMapping, { shot, bindings, facts }: Encoding): JsonObject {
  const said: (readonly [MappedPart, JsonValue | undefined])[] = [
    ["model", shot.model],
    ["prompt", promptText(shot.prompt)],
    ...plainParts.map((part) => [part, shot[part]] as const),
    ["size", pixelSizeOf(shot, facts)],
    ["seed", seedOf(shot, bindings, facts)],
    // In the author's order, in which prompts count them.
    ...shot.references.map((reference) => [reference.role, bindings.media(reference)] as const),
    ["webhookUrl", bindings.webhookUrl],
    ["clientId", bindings.clientId],
  ];
  let body: unknown = {};
  for (const [pointer, value] of Object.entries(mapping.constants ?? {})) body = withValueAt(body, pointer, value);
  for (const [part, value] of said) {
    const place = placeOf(mapping, part);
    if (place === undefined || value === undefined) continue;
    if (place.entry !== undefined && !holdsValue(place.entry) && value !== true) continue;
    body = withValueAt(body, place.at, entryOf(place, value));
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON values put into an object, at pointers with a name first
  return body as JsonObject;
}

function entryOf({ entry, words, as }: MappedPlace, value: JsonValue): JsonValue {
  const word = typeof value === "object" ? undefined : words?.[String(value)];
  const said = word ?? (as === "text" && typeof value === "number" ? String(value) : value);
  return entry === undefined ? said : filled(entry, said);
}

function filled(template: JsonValue, value: JsonValue): JsonValue {
  if (template === "$value") return value;
  if (Array.isArray(template)) return template.map((item) => filled(item, value));
  if (typeof template !== "object" || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([key, one]) => [key, filled(one, value)]));
}

/** The first place that holds something; a pointer's number is a place in a list. */
function first(body: unknown, places: readonly string[] | undefined): unknown {
  return firstOf(...(places ?? []).map((place) => at(body, place) ?? undefined));
}

function at(body: unknown, pointer: string): unknown {
  return stepsOf(pointer).reduce<unknown>(
    (value, step) => (Array.isArray(value) ? valueAt(value, Number(step)) : valueAt(value, step)),
    body,
  );
}

/** What surrounds a message, such as its code, belongs to the failure. */
function failureOf(body: unknown, places: readonly string[] | undefined): ReturnType<typeof readFailure> {
  const around = (places ?? [])
    .filter((place) => place.endsWith("/message"))
    .map((place) => at(body, place.slice(0, -"/message".length)) ?? undefined);
  return readFailure(firstOf(...around) ?? first(body, places));
}
