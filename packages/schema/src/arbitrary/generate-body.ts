import type { JsonValue } from "../json/json.ts";
import type { MessageSchema } from "../rules/message-schema.ts";

/** Chooses a whole number from 0 to `below - 1`. Zero is the simplest choice. */
export type Pick = (below: number) => number;

/**
 * Makes a value that keeps every simple constraint of a schema, references expanded. Named rules join several places
 * and may be broken: hold the value against the validator, and pick again where it must be accepted.
 */
export function generateBody(schema: MessageSchema, pick: Pick): JsonValue {
  const merged = withSimpleBranches(schema);
  if (merged.const !== undefined) return merged.const;
  if (merged.enum !== undefined) return oneOf(merged.enum, pick);
  if (merged.oneOf !== undefined) {
    const branch = oneOf(merged.oneOf, pick);
    return generateBody({ ...branch, required: [...(merged.required ?? []), ...(branch.required ?? [])] }, pick);
  }
  const types = typeof merged.type === "string" ? [merged.type] : (merged.type ?? ["object"]);
  const type = oneOf(types, pick);
  switch (type) {
    case "string":
      return generateText(merged, pick);
    case "integer":
    case "number":
      return generateNumber(merged, pick);
    case "boolean":
      return pick(2) === 1;
    case "null":
      return null;
    case "array":
      return generateList(merged, pick);
    case "object":
      return generateObject(merged, pick);
    default:
      return type satisfies never;
  }
}

const JOINING = ["if", "not", "contains", "anyOf", "allOf", "properties"] as const;

/** Takes the bounds of `allOf` branches over, named ones included, where they only narrow the value itself. */
function withSimpleBranches(schema: MessageSchema): MessageSchema {
  const narrowing = (schema.allOf ?? []).filter((branch) => JOINING.every((keyword) => branch[keyword] === undefined));
  return narrowing.reduce<MessageSchema>(
    (merged, { "x-rule": _rule, "x-provenance": _provenance, required = [], ...branch }) => ({
      ...merged,
      ...branch,
      required: [...(merged.required ?? []), ...required],
    }),
    schema,
  );
}

/** Texts that the patterns of our schemas know, simplest first. */
const TEXTS = [
  "text",
  "5",
  "12",
  "https://assets.example.com/file",
  "asset://asset-1",
  "data:image/png;base64,iVBORw0KGgo=",
  "data:audio/mpeg;base64,SUQzBA==",
  "iVBORw0KGgo=",
  "16:9",
  "720p",
  "720x1280",
  "cgt-20260518175249-8x55h",
  "task_1234567890",
  "evt_1",
  "図 🎬",
];

function generateText({ pattern, minLength = 0, maxLength = Infinity }: MessageSchema, pick: Pick): string {
  const expression = pattern === undefined ? undefined : new RegExp(pattern, "u");
  const fitting = TEXTS.filter(
    (text) => (expression?.test(text) ?? true) && text.length >= minLength && text.length <= maxLength,
  );
  if (fitting.length === 0) throw new Error(`no text is known to match ${pattern}`);
  return oneOf(fitting, pick);
}

function generateNumber(schema: MessageSchema, pick: Pick): number {
  const { minimum = 0, maximum = minimum + 1000, multipleOf } = schema;
  const isWhole = schema.type === "integer" || multipleOf === 1;
  const span = Math.min(maximum - minimum, 1000);
  // The ends are where mistakes are; the rest of the range is sampled.
  const value = oneOf([minimum, maximum, minimum + pick(span + 1)], pick);
  return isWhole ? value : oneOf([value, Math.min(value + 0.5, maximum)], pick);
}

function generateList({ items = {}, minItems = 0, maxItems = 4 }: MessageSchema, pick: Pick): JsonValue {
  const length = minItems + pick(Math.min(maxItems, minItems + 4) - minItems + 1);
  return Array.from({ length }, () => generateBody(items, pick));
}

function generateObject({ properties = {}, required = [] }: MessageSchema, pick: Pick): JsonValue {
  const body: Record<string, JsonValue> = {};
  for (const [name, property] of Object.entries(properties)) {
    const isForbidden = property.not !== undefined && Object.keys(property.not).length === 0;
    if (isForbidden || (!required.includes(name) && pick(3) !== 2)) continue;
    body[name] = generateBody(property, pick);
  }
  return body;
}

function oneOf<Value>(values: readonly Value[], pick: Pick): Value {
  const value = values[pick(values.length)];
  if (value === undefined) throw new Error("there is nothing to pick from");
  return value;
}
