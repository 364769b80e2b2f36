import { isJsonObject, type JsonObject, type JsonValue } from "@shotlist/schema";

export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The object, or an empty one where there is none. */
export function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** The list, or an empty one where there is none. */
export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isList(value) ? value : [];
}

/** Whether two JSON values are the same, whatever the order of their keys. */
export function isSame(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  return isSameBy(left, right, isSame);
}

/** Compares two JSON values, and the values in them by `isSameInside`. */
function isSameBy(
  left: JsonValue | undefined,
  right: JsonValue | undefined,
  isSameInside: (left: JsonValue | undefined, right: JsonValue | undefined) => boolean,
): boolean {
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((entry, index) => isSameInside(entry, right[index]));
  }
  if (isJsonObject(left) && isJsonObject(right)) {
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
    found = isJsonObject(found) ? found[key] : isList(found) ? found[Number(key)] : undefined;
  }
  return found;
}

/** What a schema or a component refers to, as written; empty for one that is not a reference. */
export function referenceOf(value: JsonValue | undefined): string {
  const reference = objectOf(value)["$ref"];
  return typeof reference === "string" ? reference : "";
}

/** The value behind local references, with the keywords next to them. */
export function resolved(value: JsonValue, root: JsonValue): JsonValue {
  let found = value;
  for (let steps = 0; steps < mostSteps && referenceOf(found) !== ""; steps += 1) {
    const { $ref: _followed, ...beside } = objectOf(found);
    const target = pointedAt(root, referenceOf(found));
    // A reference that leads nowhere is a member like any other: a change of it is a change.
    if (target === undefined) return found;
    found = isJsonObject(target) ? { ...target, ...beside } : target;
  }
  return found;
}

const mostSteps = 20;

/** The documents that the references of two versions point into. */
export interface Roots {
  readonly before: JsonValue;
  readonly after: JsonValue;
}

/** What was found of pairs of references, for as long as the two documents are looked at. */
const comparedPairs = new WeakMap<Roots, Map<string, boolean>>();

/**
 * Whether two values are the same, whatever is written out and whatever referred to. What two references point at is compared
 * once, however many places refer to it.
 */
export function isSameBehind(left: JsonValue | undefined, right: JsonValue | undefined, roots: Roots): boolean {
  const known = comparedPairs.get(roots) ?? new Map<string, boolean>();
  comparedPairs.set(roots, known);
  const looked = new Set<string>();
  const same = isSameFrom(left, right, { roots, known, looked });
  // Those that were assumed to be the same while they were looked at are so where nothing differs.
  if (same) for (const step of looked) known.set(step, true);
  return same;
}

interface Comparison {
  readonly roots: Roots;
  readonly known: Map<string, boolean>;
  /** Pairs that this comparison has begun. */
  readonly looked: Set<string>;
}

function isSameFrom(left: JsonValue | undefined, right: JsonValue | undefined, comparison: Comparison): boolean {
  const { roots, known, looked } = comparison;
  if (referenceOf(left) !== "" || referenceOf(right) !== "") {
    const step = `${referenceOf(left)} ${referenceOf(right)} ${JSON.stringify([left, right])}`;
    const before = known.get(step);
    if (before !== undefined) return before;
    // Being looked at already: a difference would be found there.
    if (looked.has(step)) return true;
    looked.add(step);
    const [was, is] = [resolved(left ?? null, roots.before), resolved(right ?? null, roots.after)];
    const isLost = referenceOf(was) !== "" || referenceOf(is) !== "";
    const same = isLost ? isSame(was, is) : isSameFrom(was, is, comparison);
    if (!same) known.set(step, false);
    return same;
  }
  return isSameBy(left, right, (one, other) => isSameFrom(one, other, comparison));
}
