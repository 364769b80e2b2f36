import { isJsonObject, type JsonObject, type JsonValue } from "@shotlist/schema";

/** The body with the author's `extra` laid over it: objects are merged at every depth, anything else replaces. */
export function mergeExtra(body: JsonObject, extra: JsonObject): JsonObject {
  const merged = new Map<string, JsonValue>(Object.entries(body));
  for (const [key, value] of Object.entries(extra)) {
    const before = merged.get(key);
    merged.set(key, isJsonObject(before) && isJsonObject(value) ? mergeExtra(before, value) : value);
  }
  return Object.fromEntries(merged);
}
