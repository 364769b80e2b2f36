import type { JsonObject, JsonValue } from "@shotlist/schema";

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
  return isSameBy(left, right, isSame);
}

/** Compares two JSON values, and what stands in them by `isSameInside`. */
function isSameBy(
  left: JsonValue | undefined,
  right: JsonValue | undefined,
  isSameInside: (left: JsonValue | undefined, right: JsonValue | undefined) => boolean,
): boolean {
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((entry, index) => isSameInside(entry, right[index]));
  }
  if (isObject(left) && isObject(right)) {
    return keysOf(left, right).every((key) => isSameInside(left[key], right[key]));
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

/** What a schema or a component refers to, as written; empty for one that stands for itself. */
export function referenceOf(value: JsonValue | undefined): string {
  const reference = objectOf(value)["$ref"];
  return typeof reference === "string" ? reference : "";
}

/** The value behind local references, with what stands beside them. */
export function resolved(value: JsonValue, root: JsonValue): JsonValue {
  let found = value;
  for (let steps = 0; steps < mostSteps && referenceOf(found) !== ""; steps += 1) {
    const { $ref: _followed, ...beside } = objectOf(found);
    const target = pointedAt(root, referenceOf(found));
    // A reference that leads nowhere is a member like any other: a change of it is a change.
    if (target === undefined) return found;
    found = isObject(target) ? { ...target, ...beside } : target;
  }
  return found;
}

const mostSteps = 20;

/** The documents that the references of two versions point into. */
export interface Roots {
  readonly before: JsonValue;
  readonly after: JsonValue;
}

/** Whether two values are the same, whatever is written out and whatever referred to. */
export function isSameBehind(
  left: JsonValue | undefined,
  right: JsonValue | undefined,
  roots: Roots,
  seen: Set<string> = new Set(),
): boolean {
  if (referenceOf(left) !== "" || referenceOf(right) !== "") {
    const step = `${referenceOf(left)} ${referenceOf(right)} ${JSON.stringify([left, right])}`;
    // Being looked at already: a difference would be found there.
    if (seen.has(step)) return true;
    seen.add(step);
    const [was, is] = [resolved(left ?? null, roots.before), resolved(right ?? null, roots.after)];
    if (referenceOf(was) !== "" || referenceOf(is) !== "") return isSame(was, is);
    return isSameBehind(was, is, roots, seen);
  }
  return isSameBy(left, right, (one, other) => isSameBehind(one, other, roots, seen));
}
