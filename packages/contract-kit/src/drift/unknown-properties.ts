import type { JsonValue } from "@shotlist/schema";
import type { MessageSchema } from "@shotlist/schema/schemas";

/** A property that a message has and its schema does not, by its pointer; entries of arrays are written `*`. */
export interface UnknownProperty {
  readonly path: string;
  readonly value: JsonValue;
}

/** Finds what a body says that no part of its schema (references expanded) knows. */
export function unknownProperties(schema: MessageSchema, body: JsonValue): readonly UnknownProperty[] {
  return below([schema], body, "");
}

function below(schemas: readonly MessageSchema[], value: JsonValue, path: string): readonly UnknownProperty[] {
  if (typeof value !== "object" || value === null) return [];
  const parts = schemas.flatMap((schema) => partsOf(schema));
  if (isList(value)) {
    const entries = parts.flatMap(({ items }) => (items === undefined ? [] : [items]));
    return value.flatMap((entry) => below(entries, entry, `${path}/*`));
  }
  // An object of which nothing is said may hold anything.
  if (!parts.some(describesMembers)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const known = parts.flatMap((part) => memberSchemas(part, name));
    const place = `${path}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    return known.length === 0 ? [{ path: place, value: member }] : below(known, member, place);
  });
}

/** A schema with everything in it that speaks of the same value. */
function partsOf(schema: MessageSchema): readonly MessageSchema[] {
  const { allOf = [], anyOf = [], oneOf = [], then, else: otherwise } = schema;
  const same = [...allOf, ...anyOf, ...oneOf, then, otherwise];
  return [schema, ...same.flatMap((one) => (one === undefined ? [] : partsOf(one)))];
}

function describesMembers({ properties, patternProperties, additionalProperties }: MessageSchema): boolean {
  return properties !== undefined || patternProperties !== undefined || additionalProperties !== undefined;
}

function memberSchemas(
  { properties = {}, patternProperties = {}, additionalProperties }: MessageSchema,
  name: string,
): readonly MessageSchema[] {
  const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
  const matching = Object.entries(patternProperties).flatMap(([pattern, schema]) =>
    new RegExp(pattern, "u").test(name) ? [schema] : [],
  );
  const rest = typeof additionalProperties === "object" ? [additionalProperties] : [];
  return [...(own === undefined ? [] : [own]), ...matching, ...rest];
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
