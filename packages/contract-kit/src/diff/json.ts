import type { JsonValue } from "@shotlist/schema";

export interface JsonObject {
  readonly [key: string]: JsonValue;
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The object, or an empty one where there is none. */
export function objectOf(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** The list, or an empty one where there is none. */
export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isList(value) ? value : [];
}

/** Whether two JSON values are the same, whatever the order of their keys. */
export function isSame(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((entry, index) => isSame(entry, right[index]));
  }
  if (isObject(left) && isObject(right)) {
    return keysOf(left, right).every((key) => isSame(left[key], right[key]));
  }
  return left === right;
}

/** The keys of either object, each once. */
export function keysOf(left: JsonObject, right: JsonObject): readonly string[] {
  return [...new Set([...Object.keys(left), ...Object.keys(right)])];
}

/** What a local reference points at; undefined where it points nowhere. */
export function pointedAt(root: JsonValue, reference: string): JsonValue | undefined {
  if (!reference.startsWith("#")) return undefined;
  let found: JsonValue | undefined = root;
  for (const segment of reference.slice(1).split("/").slice(1)) {
    const key = segment.replaceAll("~1", "/").replaceAll("~0", "~");
    found = isObject(found) ? found[key] : isList(found) ? found[Number(key)] : undefined;
  }
  return found;
}
