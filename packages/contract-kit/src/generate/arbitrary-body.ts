import { validateMessage } from "@shotlist/schema";
import type { FormatId, JsonValue } from "@shotlist/schema";
import { expandReferences, messageSchema } from "@shotlist/schema/schemas";
import type { MessageSchema } from "@shotlist/schema/schemas";
import * as fc from "fast-check";
import type { Arbitrary } from "fast-check";
import { namesEarlierTask } from "../case/earlier-task.ts";
import { exampleBodies } from "../case/example-bodies.ts";
import { valuesByPlace } from "./values-by-place.ts";

const mostEntries = 6;

/** Bodies of a submit that the schema accepts without a remark. Shrinks towards the shortest such body. */
export function arbitraryAcceptedBody(format: FormatId): Arbitrary<JsonValue> {
  const schema = expandReferences(messageSchema(format, "submit.request"));
  const examples = exampleBodies(format);
  const seen = valuesByPlace(schema, examples);
  const isAccepted = (body: JsonValue): boolean => {
    const verdict = validateMessage(format, "submit.request", body);
    return verdict.ok && verdict.advice.length === 0 && !namesEarlierTask(format, body);
  };
  const drawn = arbitraryOf(schema, { place: "#", seen }).filter(isAccepted);
  // Documented bodies with one part drawn anew reach modes that drawing everything rarely meets.
  const varied = fc
    .tuple(fc.constantFrom(...examples), arbitraryOf(schema, { place: "#", seen }))
    .map(([example, body]) => varyOne(example, body))
    .filter(isAccepted);
  return fc.oneof(drawn, varied);
}

interface Surroundings {
  /** Path into the schema. */
  readonly place: string;
  /** Values that documented bodies have at a place. */
  readonly seen: ReadonlyMap<string, readonly JsonValue[]>;
}

function arbitraryOf(schema: MessageSchema, here: Surroundings): Arbitrary<JsonValue> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.oneOf !== undefined) {
    const branches = schema.oneOf.map((branch, index) =>
      arbitraryOf({ type: "object", ...branch }, { ...here, place: `${here.place}/oneOf/${index}` }),
    );
    return fc.oneof(...branches);
  }
  const type = typeof schema.type === "string" ? schema.type : schema.type?.find((one) => one !== "null");
  switch (type) {
    case "object":
      return arbitraryObject(schema, here);
    case "array":
      return arbitraryList(schema, here);
    case "boolean":
      return fc.boolean();
    case "integer":
    case "number":
      return arbitraryNumber(schema, type);
    case "string":
      return arbitraryText(schema, here);
    case "null":
    case undefined:
      return fc.constantFrom(...(here.seen.get(here.place) ?? [null]));
    default:
      return type satisfies never;
  }
}

function arbitraryObject(schema: MessageSchema, here: Surroundings): Arbitrary<JsonValue> {
  const required = new Set(schema.required);
  const members = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    // A property that is only there to be refused.
    if (property.not !== undefined) return [];
    const value = arbitraryOf(property, { ...here, place: `${here.place}/properties/${name}` });
    return [[name, value, required.has(name)] as const];
  });
  const requiredKeys = members.filter(([, , isRequired]) => isRequired).map(([name]) => name);
  return fc.record(Object.fromEntries(members.map(([name, value]) => [name, value])), {
    requiredKeys,
    noNullPrototype: true,
  });
}

function arbitraryList(schema: MessageSchema, here: Surroundings): Arbitrary<JsonValue> {
  const entry =
    schema.items === undefined
      ? fc.constant(null)
      : arbitraryOf(schema.items, { ...here, place: `${here.place}/items` });
  const maxLength = Math.min(schema.maxItems ?? mostEntries, Math.max(mostEntries, schema.minItems ?? 0));
  return fc.array(entry, { minLength: schema.minItems ?? 0, maxLength });
}

function arbitraryNumber(schema: MessageSchema, type: "integer" | "number"): Arbitrary<JsonValue> {
  const stated = [schema, ...(schema.allOf ?? [])];
  const minimum = Math.max(-1_000_000, ...stated.flatMap((one) => one.minimum ?? one.exclusiveMinimum ?? []));
  const maximum = Math.min(2 ** 32 - 1, ...stated.flatMap((one) => one.maximum ?? []));
  const isWhole = type === "integer" || stated.some((one) => one.multipleOf === 1);
  const atBounds = fc.constantFrom(minimum, maximum);
  if (isWhole) return fc.oneof(fc.integer({ min: Math.ceil(minimum), max: Math.floor(maximum) }), atBounds);
  return fc.oneof(
    fc.double({ min: minimum, max: maximum, noNaN: true }).map((value) => (Object.is(value, -0) ? 0 : value)),
    atBounds,
  );
}

function arbitraryText(schema: MessageSchema, here: Surroundings): Arbitrary<JsonValue> {
  const seen = here.seen.get(here.place) ?? [];
  const examples = [...seen, ...(schema.examples ?? [])].filter((value) => typeof value === "string");
  const patterned = [schema, ...(schema.allOf ?? [])].some(
    ({ pattern, enum: members }) => pattern !== undefined || members !== undefined,
  );
  if (patterned) return examples.length > 0 ? fc.constantFrom(...examples) : fc.constant("https://example.com/a");
  const free = fc.string({
    unit: "grapheme",
    minLength: Math.max(1, schema.minLength ?? 0),
    maxLength: Math.min(schema.maxLength ?? 60, 60),
  });
  return examples.length > 0 ? fc.oneof(free, fc.constantFrom(...examples)) : free;
}

/** The documented body, with the first property that the drawn one has put over it. */
function varyOne(example: JsonValue, drawn: JsonValue): JsonValue {
  if (!isObject(example) || !isObject(drawn)) return example;
  const keys = Object.keys(drawn).filter((key) => JSON.stringify(drawn[key]) !== JSON.stringify(example[key]));
  const key = keys[keys.length >> 1];
  return key === undefined ? example : { ...example, [key]: drawn[key] ?? null };
}

function isObject(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
