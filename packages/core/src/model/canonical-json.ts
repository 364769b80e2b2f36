import type { JsonObject, JsonValue } from "@shotlist/schema";

/** JSON with sorted keys and without spaces: the same value always gives the same bytes. */
export function canonicalJson(value: JsonValue): string {
  return JSON.stringify(canonicalValue(value));
}

/** The same value with the keys of every map in alphabetical order. */
export function canonicalValue(value: JsonValue): JsonValue {
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map(canonicalValue);
  const keys = Object.keys(value).toSorted();
  return Object.fromEntries(keys.map((key) => [key, canonicalValue(value[key] ?? null)]));
}

function isList(value: readonly JsonValue[] | JsonObject): value is readonly JsonValue[] {
  return Array.isArray(value);
}
