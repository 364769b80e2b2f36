import type { JsonValue } from "@shotlist/schema";

type Pair = readonly [before: JsonValue, after: JsonValue];

const text = { type: "string" } as const;
const number = { type: "integer" } as const;
const list = { type: "array", items: text } as const;
const kinds = ["cat", "dog"].map((kind) => ({
  type: "object",
  required: ["kind"],
  properties: { kind: { type: "string", const: kind }, name: text },
}));
const [cat = null, dog = null] = kinds;

/** A bound that is set, tightened and loosened. */
function bound(
  name: string,
  keyword: string,
  [low, high]: readonly [number, number],
  about: object,
): Record<string, Pair> {
  const at = (value: number): JsonValue => ({ ...about, [keyword]: value });
  const none = { ...about } as JsonValue;
  return {
    [`${name}-set`]: [none, at(low)],
    [`${name}-unset`]: [at(low), none],
    [`${name}-increased`]: [at(low), at(high)],
    [`${name}-decreased`]: [at(high), at(low)],
  };
}

/** A keyword that comes and goes. */
function presence(name: string, keyword: string, value: JsonValue, about: object = {}): Record<string, Pair> {
  const [without, having] = [{ ...about } as JsonValue, { ...about, [keyword]: value } as JsonValue];
  return { [`${name}-added`]: [without, having], [`${name}-removed`]: [having, without] };
}

/** The other way round under another name. */
function undone(pairs: Record<string, Pair>, names: Readonly<Record<string, string>>): Record<string, Pair> {
  return Object.fromEntries(
    Object.entries(names).flatMap(([name, from]) => {
      const pair = pairs[from];
      return pair === undefined ? [] : [[name, [pair[1], pair[0]] as const]];
    }),
  );
}

const direct: Record<string, Pair> = {
  "became-enum": [text, { type: "string", enum: ["a", "b"] }],
  "enum-value-removed": [
    { ...text, enum: ["a", "b"] },
    { ...text, enum: ["a"] },
  ],
  "enum-value-added": [
    { ...text, enum: ["a"] },
    { ...text, enum: ["a", "b"] },
  ],
  "became-nullable": [text, { type: ["string", "null"] }],
  "const-changed": [
    { ...text, const: "a" },
    { ...text, const: "b" },
  ],
  "default-value-changed": [
    { ...text, default: "a" },
    { ...text, default: "b" },
  ],
  "type-changed": [text, number],
  "type-generalized": [number, { type: "number" }],
  "type-specialized": [{ type: "number" }, number],
  "type-compatible": [{ type: "string" }, { type: ["string"] }],
  "list-of-types-widened": [{ type: ["string", "integer"] }, { type: ["string", "integer", "boolean"] }],
  "pattern-changed": [
    { ...text, pattern: "^a" },
    { ...text, pattern: "^b" },
  ],
  "pattern-generalized": [
    { ...text, pattern: "^a" },
    { ...text, pattern: ".*" },
  ],
  "content-encoding-changed": [
    { ...text, contentEncoding: "base64" },
    { ...text, contentEncoding: "base16" },
  ],
  "content-media-type-changed": [
    { ...text, contentMediaType: "image/png" },
    { ...text, contentMediaType: "image/jpeg" },
  ],
  "dependent-required-changed": [{ dependentRequired: { a: ["b"] } }, { dependentRequired: { a: ["c"] } }],
  "any-of-added": [{ anyOf: [cat] }, { anyOf: [cat, dog] }],
  "one-of-added": [{ oneOf: [cat] }, { oneOf: [cat, dog] }],
  "wrapped-in-one-of": [cat, { oneOf: [cat, dog] }],
  "prefix-items-added": [
    { type: "array", prefixItems: [text], items: false },
    { type: "array", prefixItems: [text, number], items: false },
  ],
  "discriminator-property-name-changed": [
    { oneOf: kinds, discriminator: { propertyName: "kind" } },
    { oneOf: kinds, discriminator: { propertyName: "name" } },
  ],
  "discriminator-mapping-added": mapped({}, { cat: "#/a" }),
  "discriminator-mapping-deleted": mapped({ cat: "#/a" }, {}),
  "discriminator-mapping-changed": mapped({ cat: "#/a" }, { cat: "#/b" }),
  "x-extensible-enum-value-removed": [
    { ...text, "x-extensible-enum": ["a", "b"] },
    { ...text, "x-extensible-enum": ["a"] },
  ],
  deprecated: [text, { ...text, deprecated: true }],
  "deprecated-with-sunset": [text, { ...text, deprecated: true, "x-sunset": "2099-01-01" }],
  reactivated: [{ ...text, deprecated: true }, text],
  "stability-decreased": [
    { ...text, "x-stability-level": "stable" },
    { ...text, "x-stability-level": "alpha" },
  ],
  "stability-increased": [
    { ...text, "x-stability-level": "alpha" },
    { ...text, "x-stability-level": "stable" },
  ],
  "deprecated-sunset-missing": [text, { ...text, deprecated: true }],
  "deprecated-sunset-invalid": [text, { ...text, deprecated: true, "x-sunset": "soon" }],
  "sunset-date-too-small": [text, { ...text, deprecated: true, "x-sunset": "2020-01-01" }],
};

/** Changes of a schema, by the end of the rule's id. */
export const schemaPairs: Readonly<Record<string, Pair>> = {
  ...direct,
  ...undone(direct, {
    "became-not-nullable": "became-nullable",
    "list-of-types-narrowed": "list-of-types-widened",
    "any-of-removed": "any-of-added",
    "one-of-removed": "one-of-added",
    "prefix-items-removed": "prefix-items-added",
  }),
  ...bound("max", "maximum", [5, 9], number),
  ...bound("min", "minimum", [5, 9], number),
  ...bound("exclusive-max", "exclusiveMaximum", [5, 9], number),
  ...bound("exclusive-min", "exclusiveMinimum", [5, 9], number),
  ...bound("max-length", "maxLength", [5, 9], text),
  ...bound("min-length", "minLength", [5, 9], text),
  ...bound("max-items", "maxItems", [5, 9], list),
  ...bound("min-items", "minItems", [5, 9], list),
  ...bound("max-contains", "maxContains", [5, 9], { ...list, contains: text }),
  ...bound("min-contains", "minContains", [5, 9], { ...list, contains: text }),
  ...presence("const", "const", "a", text),
  ...presence("default-value", "default", "a", text),
  ...presence("pattern", "pattern", "^a", text),
  ...presence("contains", "contains", { const: "a" }, list),
  ...presence("content-schema", "contentSchema", { type: "object" }, { ...text, contentMediaType: "application/json" }),
  ...presence("dependent-required", "dependentRequired", { a: ["b"] }),
  ...presence("dependent-schema", "dependentSchemas", { a: { required: ["b"] } }),
  ...presence("discriminator", "discriminator", { propertyName: "kind" }, { oneOf: kinds }),
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  ...presence("if", "if", { required: ["a"] }, { then: { required: ["b"] } }),
  ...presence("then", "then", { required: ["b"] }, { if: { required: ["a"] } }),
  ...presence("else", "else", { required: ["b"] }, { if: { required: ["a"] } }),
  ...presence("pattern-property", "patternProperties", { "^x": text }),
  ...presence("property-names", "propertyNames", { pattern: "^a" }),
  ...presence("unevaluated-items", "unevaluatedItems", false, { type: "array" }),
  ...presence("unevaluated-properties", "unevaluatedProperties", false, { type: "object" }),
  "all-of-added": [{ allOf: [{ required: ["a"] }] }, { allOf: [{ required: ["a"] }, { required: ["b"] }] }],
  "all-of-removed": [{ allOf: [{ required: ["a"] }, { required: ["b"] }] }, { allOf: [{ required: ["a"] }] }],
  "all-of-added-annotation-only": [{ allOf: [{ required: ["a"] }] }, { allOf: [{ required: ["a"] }, { title: "A" }] }],
  "all-of-removed-annotation-only": [
    { allOf: [{ required: ["a"] }, { title: "A" }] },
    { allOf: [{ required: ["a"] }] },
  ],
};

function mapped(before: Record<string, string>, after: Record<string, string>): Pair {
  return [withMapping(before), withMapping(after)];
}

function withMapping(mapping: Record<string, string>): JsonValue {
  return { oneOf: kinds, discriminator: { propertyName: "kind", mapping } };
}
