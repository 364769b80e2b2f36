import type { MessageSchema } from "./message-schema.ts";

/** Keywords that state one simple rule each and name themselves by place and keyword. */
export const SIMPLE_KEYWORDS = [
  "type",
  "enum",
  "const",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "multipleOf",
  "minLength",
  "maxLength",
  "pattern",
  "minItems",
  "maxItems",
] as const;

type SimpleKeyword = (typeof SIMPLE_KEYWORDS)[number];

/** Says in words what one keyword asks of the value called `label`. */
export function describeKeyword(label: string, keyword: SimpleKeyword, schema: MessageSchema): string {
  const name = label === "" ? "the body" : label;
  const asked = schema[keyword];
  switch (keyword) {
    case "type":
      return `${name} must be ${describeType(schema.type)}`;
    case "enum":
      return `${name} must be one of ${(schema.enum ?? []).map((value) => show(value)).join(", ")}`;
    case "const":
      return `${name} must be ${show(schema.const)}`;
    case "minimum":
      return `${name} must be at least ${show(asked)}`;
    case "maximum":
      return `${name} must be at most ${show(asked)}`;
    case "exclusiveMinimum":
      return `${name} must be more than ${show(asked)}`;
    case "multipleOf":
      return `${name} must be a multiple of ${show(asked)}`;
    case "minLength":
      return schema.minLength === 1
        ? `${name} must not be empty`
        : `${name} must have at least ${show(asked)} characters`;
    case "maxLength":
      return `${name} must have at most ${show(asked)} characters`;
    case "pattern":
      return schema.patternErrorMessage ?? `${name} must match ${show(asked)}`;
    case "minItems":
      return `${name} must have at least ${show(asked)} ${schema.minItems === 1 ? "entry" : "entries"}`;
    case "maxItems":
      return `${name} must have at most ${show(asked)} ${schema.maxItems === 1 ? "entry" : "entries"}`;
    default:
      return keyword satisfies never;
  }
}

function describeType(type: MessageSchema["type"]): string {
  const types = typeof type === "string" ? [type] : (type ?? []);
  return types.map((one) => WORDS[one]).join(" or ");
}

const WORDS = {
  string: "a string",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  object: "an object",
  array: "a list",
  null: "null",
} as const;

function show(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
