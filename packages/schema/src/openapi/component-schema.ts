import { present } from "../json/present.ts";
import type { JsonValue } from "../json/json.ts";
import type { Provenance } from "../facts/provenance.ts";
import { collectRules } from "../rules/collect-rules.ts";
import { expandReferences } from "../rules/expand-references.ts";
import { mapSchemas } from "../rules/map-schemas.ts";
import type { MessageSchema } from "../rules/message-schema.ts";
import type { LocatedRule } from "../validation/verdict.ts";
import { withCountsSetApart } from "./counted-entries.ts";
import { isList as isListSchema, withRulesAbove } from "./rules-above.ts";
import type { OpenApiSchema } from "./open-api-document.ts";

/** A message as a component, said in full: for what is read, where a statement describes and refuses nothing. */
export function describingSchema(schema: MessageSchema): OpenApiSchema {
  return published(expandReferences(schema));
}

/**
 * A message as a component that refuses only what the format's own document refuses. What is only advised against moves
 * to `x-advice` of the schema that it is about, types and tags included.
 */
export function refusingSchema(schema: MessageSchema): OpenApiSchema {
  const expanded = expandReferences(schema);
  const advice = new Map(
    collectRules(expanded)
      .filter(({ level }) => level === "advice")
      .map((rule) => [rule.at, rule]),
  );
  return published(setAside(expanded, "#", advice));
}

type Advice = ReadonlyMap<string, LocatedRule>;

/** The schema at a path without the keywords that only advise, and without the branches that do. */
function setAside(schema: MessageSchema, path: string, advice: Advice): MessageSchema {
  const whole = advice.get(path);
  if (whole !== undefined) return adviceOnly(schema, [whole]);
  const found: LocatedRule[] = [];
  const isKept = (at: string): boolean => {
    const rule = advice.get(at);
    if (rule !== undefined) found.push(rule);
    return rule === undefined;
  };
  const kept: Record<string, unknown> & { allOf?: readonly MessageSchema[] } = Object.fromEntries(
    Object.entries(schema).filter(([keyword]) => isKept(`${path}/${keyword}`)),
  );
  if (schema.required !== undefined) {
    const required = schema.required.filter((key) => isKept(`${path}/required/${key}`));
    if (required.length > 0) kept["required"] = required;
    else delete kept["required"];
  }
  if (schema.properties !== undefined) {
    kept["properties"] = Object.fromEntries(
      Object.entries(schema.properties).map(([name, property]) => [
        name,
        setAside(property, `${path}/properties/${name}`, advice),
      ]),
    );
  }
  if (schema.items !== undefined) kept["items"] = setAside(schema.items, `${path}/items`, advice);
  if (typeof schema.additionalProperties === "object") {
    kept["additionalProperties"] = setAside(schema.additionalProperties, `${path}/additionalProperties`, advice);
  }
  if (schema.allOf !== undefined) {
    const branches = schema.allOf.flatMap((branch, index) => {
      const rule = advice.get(`${path}/allOf/${index}`);
      if (rule === undefined) return [setAside(branch, `${path}/allOf/${index}`, advice)];
      found.push(rule);
      return [];
    });
    if (branches.length > 0) kept["allOf"] = branches;
    else delete kept["allOf"];
  }
  if (schema.oneOf !== undefined && schema["x-rule"] === undefined) {
    const branches = schema.oneOf.map((branch, index) => setAside(branch, `${path}/oneOf/${index}`, advice));
    if (advice.has(`${path}/discriminator`)) {
      // A tag that is only advised against is none of the known ones: what is refused of those stays.
      delete kept["oneOf"];
      kept["allOf"] = [...(kept["allOf"] ?? []), ...byTag(schema.discriminator?.propertyName ?? "", branches)];
    } else kept["oneOf"] = branches;
  }
  const { type } = schema;
  const held = type !== undefined && advice.has(`${path}/type`) ? ofType(type, kept) : kept;
  return found.length === 0 ? held : { ...held, ...adviceNote(found) };
}

/** Of a value of another type, which is only advised against, the rules next to the type say nothing. */
function ofType(type: NonNullable<MessageSchema["type"]>, schema: MessageSchema): MessageSchema {
  const said = Object.entries(schema);
  const words = said.filter(([keyword]) => wordKeywords.has(keyword));
  const rules = Object.fromEntries(said.filter(([keyword]) => !wordKeywords.has(keyword)));
  if (Object.keys(rules).length === 0) return schema;
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  return { ...Object.fromEntries(words), if: { type }, then: only(rules) };
}

/** A single rule says the same without a list around it. */
function only(rules: MessageSchema): MessageSchema {
  const { allOf = [], ...rest } = rules;
  const [rule, ...others] = allOf;
  return rule === undefined || others.length > 0 || Object.keys(rest).length > 0 ? rules : rule;
}

/** Keywords that refuse nothing. */
const wordKeywords: ReadonlySet<string> = new Set([
  "title",
  "description",
  "default",
  "examples",
  "x-provenance",
  "x-level",
]);

/** Branches of which each holds where the tag is its own. */
function byTag(tag: string, branches: readonly MessageSchema[]): readonly MessageSchema[] {
  return branches.map((branch) => {
    const own = branch.properties?.[tag]?.const;
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    return { if: { properties: { [tag]: { const: own ?? null } }, required: [tag] }, then: branch };
  });
}

/** What is left of a schema that is only advice. */
function adviceOnly({ description, ...rest }: MessageSchema, rules: readonly LocatedRule[]): MessageSchema {
  const provenance = rest["x-provenance"];
  return {
    ...present({ description, "x-provenance": provenance }),
    ...adviceNote(rules),
  };
}

function adviceNote(rules: readonly LocatedRule[]): object {
  return { "x-advice": rules.map(({ id, description, provenance }) => ({ rule: id, description, provenance })) };
}

/** Takes out what only our own tools read, and every source that the schema around already names. */
function published(schema: MessageSchema): OpenApiSchema {
  const plain = mapSchemas(schema, (one) => {
    const {
      $schema: _dialect,
      $id: _id,
      discriminator,
      errorMessage: _words,
      patternErrorMessage: _patternWords,
      "x-closed": _closed,
      "x-level": _level,
      ...rest
    } = one;
    const tagged = discriminator === undefined ? rest : withRequiredTag(rest, discriminator.propertyName);
    return withRulesAbove(withEntries(withCountsSetApart(tagged)));
  });
  return withoutRepeatedSources(plain, undefined);
}

/** Some readers refuse a list that does not say what its entries are. */
function withEntries(schema: MessageSchema): MessageSchema {
  return isListSchema(schema) && schema.items === undefined ? { ...schema, items: {} } : schema;
}

/** OpenAPI's own discriminator takes references only; a constant that each branch requires says the same. */
function withRequiredTag(schema: MessageSchema, tag: string): MessageSchema {
  const branches = schema.oneOf ?? [];
  const oneOf = branches.map((branch) => ({ ...branch, required: [...new Set([tag, ...(branch.required ?? [])])] }));
  return { ...schema, oneOf };
}

function withoutRepeatedSources(value: unknown, outer: Provenance | undefined): OpenApiSchema {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a schema is made of JSON values
  return visit(value as JsonValue, outer) as OpenApiSchema;
}

function visit(value: JsonValue, outer: Provenance | undefined): JsonValue {
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map((entry) => visit(entry, outer));
  const { "x-provenance": own, ...rest } = value;
  const source = isProvenance(own) ? own : outer;
  const members = Object.entries(rest).map(([key, member]) => [key, visit(member, source)]);
  const isNew = isProvenance(own) && (own.grade !== outer?.grade || own.source !== outer.source);
  return Object.fromEntries(isNew ? [...members, ["x-provenance", own]] : members);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isProvenance(value: unknown): value is Provenance & { readonly [key: string]: JsonValue } {
  return typeof value === "object" && value !== null && "grade" in value;
}
