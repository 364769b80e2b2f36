import type { JsonObject, JsonValue } from "@shotlist/schema";
import { labelOf } from "./change.ts";
import type { ContractChange, Direction } from "./change.ts";
import { areApart, nameOf, paired, tagOf } from "./branches.ts";
import { isSame, isSameBehind, keysOf, listOf, objectOf, referenceOf, resolved } from "./json.ts";
import type { Roots } from "./json.ts";
import { bounded, compareLeastMatches, isBound } from "./compare-bounds.ts";
import { compareRequired, isNeverWritten, unfelt } from "./compare-required.ts";
import { compareTypes, compareValues } from "./compare-values.ts";
import { type Place, type Keyword, change, told, annotated, stated, moved, join } from "./place.ts";

/** A schema with the document that its references point into. */
export interface Rooted {
  readonly schema: JsonValue | undefined;
  readonly root: JsonValue;
}

/** Words about a schema, which accept and refuse nothing. */
const annotations: ReadonlySet<string> = new Set(
  "$schema $id $comment $defs definitions title description examples deprecated readOnly writeOnly externalDocs example xml errorMessage patternErrorMessage".split(
    " ",
  ),
);

/** Every difference between two versions of a message's schema. */
export function compareSchemas(
  before: Rooted,
  after: Rooted,
  { where, direction }: { readonly where: string; readonly direction: Direction },
): readonly ContractChange[] {
  const roots = { before: before.root, after: after.root };
  return compare(before.schema ?? true, after.schema ?? true, { where, direction, path: "", trail: [], roots });
}

function compare(before: JsonValue, after: JsonValue, place: Place): readonly ContractChange[] {
  const step = `${referenceOf(before)} ${referenceOf(after)}`;
  if (step !== " " && (place.trail.includes(step) || isToldOften(step, place))) return [];
  const [left, right] = [resolved(before, place.roots.before), resolved(after, place.roots.after)];
  // A schema that is `false` accepts nothing; one that is `true` or empty accepts everything.
  if (left === false || right === false) {
    return left === right
      ? []
      : [told(place, right === false ? "narrowed" : "widened", "is excluded", right === false)];
  }
  const [was, is] = [objectOf(left), objectOf(right)];
  const inside = { ...place, trail: [...place.trail, step] };
  return [
    ...compareValues(was, is, place),
    ...keysOf(was, is)
      .filter((keyword) => !isSameBehind(was[keyword], is[keyword], place.roots))
      .flatMap((keyword) => compareKeyword(keyword, { was, is, place: inside })),
  ];
}

/** How often the changes behind one pair of references are listed, each time with another path to them. */
const mostOften = 100;

const visits = new WeakMap<Roots, Map<string, number>>();

/** Schemas that refer to one another twice each have more paths than anybody reads, or any machine walks. */
function isToldOften(step: string, { roots, where, direction }: Place): boolean {
  const counts = visits.get(roots) ?? new Map<string, number>();
  visits.set(roots, counts);
  const key = `${where} ${direction} ${step}`;
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count > mostOften;
}

function compareKeyword(keyword: string, { was, is, place }: Keyword): readonly ContractChange[] {
  const [before, after] = [was[keyword], is[keyword]];
  if (keyword === "enum" || keyword === "const") return [];
  if (keyword === "x-provenance" || keyword === "x-level") return compareLevel(keyword, { was, is, place });
  if (annotations.has(keyword) || keyword.startsWith("x-")) return [annotated(place, keyword)];
  if (keyword === "nullable") return compareTypes(was["type"], is["type"], { was, is, place });
  if (keyword === "default") return [defaulted(place, before, after)];
  if (keyword === "type") return compareTypes(before, after, { was, is, place });
  if (keyword === "pattern" && matchesAll(after))
    return [change(place, labelOf("widened", place.direction), moved(keyword, before, after))];
  if (keyword === "prefixItems") return comparePrefixes({ was, is, place });
  if (keyword === "minContains") return compareLeastMatches({ was, is, place });
  if (isBound(keyword)) return [bounded(place, keyword, before, after)];
  if (keyword === "required") return compareRequired({ was, is, place });
  if (keyword === "properties") return compareProperties({ was, is, place });
  if (keyword === "items") return compare(before ?? true, after ?? true, { ...place, path: `${place.path}[]` });
  if (keyword === "additionalProperties") {
    return compare(before ?? true, after ?? true, { ...place, path: join(place.path, "*") });
  }
  if (keyword === "allOf") return compareAll(listOf(before), listOf(after), place);
  if (keyword === "anyOf" || keyword === "oneOf") return compareAlternatives(keyword, { was, is, place });
  return [stated(place, keyword, before, after)];
}

/** A default decides what an omission means, so that a client that relies on it gets something else. */
function defaulted(place: Place, before: JsonValue | undefined, after: JsonValue | undefined): ContractChange {
  return change(place, place.direction === "received" ? "annotation" : "breaking", moved("default", before, after));
}

function matchesAll(pattern: JsonValue | undefined): boolean {
  return typeof pattern === "string" && /^\^?\.\*\$?$/.test(pattern);
}

/** A list that ends where its prefix does takes more with a longer one. */
function comparePrefixes({ was, is, place }: Keyword): readonly ContractChange[] {
  const [before, after] = [listOf(was["prefixItems"]), listOf(is["prefixItems"])];
  const shared = Math.min(before.length, after.length);
  const isClosed = was["items"] === false && is["items"] === false;
  if (!isClosed || shared === 0) return [stated(place, "prefixItems", was["prefixItems"], is["prefixItems"])];
  const inside = before
    .slice(0, shared)
    .flatMap((entry, index) => compare(entry, after[index] ?? true, { ...place, path: `${place.path}[${index}]` }));
  if (before.length === after.length) return inside;
  const effect = after.length > before.length ? "widened" : "narrowed";
  const words = `may have ${Math.max(before.length, after.length)} entries`;
  return [...inside, told(place, effect, words, effect === "widened")];
}

/** What was only advised against may be refused from now on, or the other way round. */
function compareLevel(keyword: string, { was, is, place }: Keyword): readonly ContractChange[] {
  // OpenAPI documents set advice aside already, so that a source says nothing about what is refused.
  if (isFirm(was) === isFirm(is) || "openapi" in objectOf(place.roots.after)) return [annotated(place, keyword)];
  const effect = isFirm(is) ? "narrowed" : "widened";
  const words = isFirm(is) ? "was advice, is now refused" : "was refused, is now advice";
  return [change(place, labelOf(effect, place.direction), words)];
}

function isFirm({ "x-level": level, "x-provenance": provenance }: JsonObject): boolean {
  return level === undefined ? objectOf(provenance)["grade"] === "documented" : level === "reject";
}

function compareProperties({ was, is, place }: Keyword): readonly ContractChange[] {
  const [before, after] = [objectOf(was["properties"]), objectOf(is["properties"])];
  const { additionalProperties: others = true, patternProperties } = was;
  // Where something was said about every other property, it was said about this one.
  const wasFree = patternProperties === undefined && (others === true || isSame(others, {}));
  return keysOf(before, after).flatMap((name) => {
    const at = { ...place, path: join(place.path, name) };
    const [left, right] = [before[name], after[name]];
    if (left !== undefined && right !== undefined) {
      const found = compare(left, right, at);
      return isNeverWritten(left, right, place) ? found.map(unfelt) : found;
    }
    // Whoever sent or read it does so no more.
    if (right === undefined) {
      const gone = change(at, "breaking", "property removed");
      return [left !== undefined && isNeverWritten(left, left, place) ? unfelt(gone) : gone];
    }
    // Clients send nothing that was not documented, and read past what they do not know, unless they were promised that
    // there is nothing.
    const isSafe = place.direction === "sent" ? wasFree || others === false : place.direction === "received" && wasFree;
    return [change(at, isSafe ? "compatible" : "breaking", "property added")];
  });
}

/** Whether a branch is words alone. */
function saysNothing(branch: JsonValue): boolean {
  const keywords = Object.keys(objectOf(branch));
  return branch !== false && referenceOf(branch) === "" && keywords.every((keyword) => annotations.has(keyword));
}

/** Branches that all have to hold: one more asks for more, one less for less. */
function compareAll(
  before: readonly JsonValue[],
  after: readonly JsonValue[],
  place: Place,
): readonly ContractChange[] {
  const pairs = paired(before, after);
  return pairs.flatMap(([left, right]) => {
    if (left !== undefined && right !== undefined) return compare(left, right, place);
    const branch = right ?? left ?? {};
    if (saysNothing(branch)) return [change(place, "annotation", "allOf has changed")];
    return [
      told(
        place,
        right === undefined ? "widened" : "narrowed",
        `under the rule ${nameOf(branch)}`,
        right !== undefined,
      ),
    ];
  });
}

/** Branches of which one has to hold. Only those that can be distinguished can be compared. */
function compareAlternatives(keyword: "anyOf" | "oneOf", { was, is, place }: Keyword): readonly ContractChange[] {
  const [before, after] = [listOf(was[keyword]), listOf(is[keyword])];
  if (before.length === 0 || after.length === 0) return [stated(place, keyword, was[keyword], is[keyword])];
  const pairs = paired(before, after);
  const { roots } = place;
  const changed = pairs.filter(([left, right]) => !isSameBehind(left, right, roots));
  // Another branch may accept what a first one accepts, and `oneOf` then refuses it.
  if (keyword === "oneOf" && !(areApart(was, roots.before) && areApart(is, roots.after)))
    return [change(place, "breaking", "oneOf changed")];
  return changed.flatMap(([left, right]) => {
    if (left !== undefined && right !== undefined)
      return compare(left, right, { ...place, path: tagged(place, right) });
    const branch = right ?? left ?? {};
    return [told(place, right === undefined ? "narrowed" : "widened", `may be ${nameOf(branch)}`, right !== undefined)];
  });
}

function tagged({ path }: Place, branch: JsonValue): string {
  return `${path}[${tagOf(branch) ?? ""}]`;
}
