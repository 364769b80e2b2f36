/** A JSON Schema as it is written down. */
export type Shape = { readonly [keyword: string]: unknown };

type Keys = { readonly [key: string]: Shape };

/** An object with keys that are always there and keys that may be. Later releases may add keys. */
export function object(required: Keys, optional: Keys = {}): Shape {
  return { type: "object", required: Object.keys(required), properties: { ...required, ...optional } };
}

export function list(items: Shape): Shape {
  return { type: "array", items };
}

/** One of some words. Later releases may add words: unknown ones are to be passed over. */
export function word(...words: readonly string[]): Shape {
  return { type: "string", enum: words };
}

/** An object whose keys are names. */
export function mapOf(values: Shape): Shape {
  return { type: "object", additionalProperties: values };
}

export function described(description: string, shape: Shape): Shape {
  return { description, ...shape };
}

export function use(name: string): Shape {
  return { $ref: `#/$defs/${name}` };
}

export const text: Shape = { type: "string" };
export const flag: Shape = { type: "boolean" };
export const yes: Shape = { const: true };
export const count: Shape = { type: "integer", minimum: 0 };
export const ordinal: Shape = { type: "integer", minimum: 1 };
export const amount: Shape = { type: "number" };
export const any: Shape = {};
export const sha256: Shape = { type: "string", pattern: "^[0-9a-f]{64}$" };
export const dateTime: Shape = described("UTC, as `2026-11-30T09:00:00.000Z`.", {
  type: "string",
  format: "date-time",
});
/** The class of a realm. */
export const realmClass: Shape = word("mock", "local", "live");
