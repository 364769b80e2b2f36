import type { JsonObject, JsonValue } from "@shotlist/schema";
import { labelOf } from "./change.ts";
import type { ChangeLabel, ContractChange, Direction, Effect } from "./change.ts";
import { areApart, nameOf, paired, tagOf } from "./branches.ts";
import { isList, isSame, isSameBehind, keysOf, listOf, objectOf, referenceOf, resolved } from "./json.ts";
import type { Roots } from "./json.ts";
import { shortened } from "./shortened.ts";

/** A schema with the document that its references point into. */
export interface Rooted {
  readonly schema: JsonValue | undefined;
  readonly root: JsonValue;
}

interface Place {
  readonly where: string;
  readonly direction: Direction;
  readonly path: string;
  /** References on the way here, so that a schema that holds itself is looked at once. */
  readonly trail: readonly string[];
  readonly roots: Roots;
}

/** Words about a schema, which accept and refuse nothing. */
const annotations: ReadonlySet<string> = new Set(
  "$schema $id $comment $defs definitions title description examples deprecated readOnly writeOnly externalDocs example xml errorMessage patternErrorMessage".split(
    " ",
  ),
);
const lowerBounds: ReadonlySet<string> = new Set(
  "minimum exclusiveMinimum minLength minItems minProperties".split(" "),
);
const upperBounds: ReadonlySet<string> = new Set(
  "maximum exclusiveMaximum maxLength maxItems maxProperties maxContains".split(" "),
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
      : [told(place, right === false ? "narrowed" : "widened", "is ruled out", right === false)];
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

interface Keyword {
  readonly was: JsonObject;
  readonly is: JsonObject;
  readonly place: Place;
}

function compareKeyword(keyword: string, { was, is, place }: Keyword): readonly ContractChange[] {
  const [before, after] = [was[keyword], is[keyword]];
  if (keyword === "enum" || keyword === "const") return [];
  if (keyword === "x-provenance" || keyword === "x-level") return compareLevel(keyword, { was, is, place });
  if (annotations.has(keyword) || keyword.startsWith("x-")) return [annotated(place, keyword)];
  if (keyword === "default") return [defaulted(place, before, after)];
  if (keyword === "type") return compareTypes(before, after, place);
  if (lowerBounds.has(keyword) || upperBounds.has(keyword)) return [bounded(place, keyword, before, after)];
  if (keyword === "required") return compareRequired(before, after, place);
  if (keyword === "properties") return compareProperties({ was, is, place });
  if (keyword === "items") return compare(before ?? true, after ?? true, { ...place, path: `${place.path}[]` });
  if (keyword === "additionalProperties") {
    return compare(before ?? true, after ?? true, { ...place, path: join(place.path, "*") });
  }
  if (keyword === "allOf") return compareAll(listOf(before), listOf(after), place);
  if (keyword === "anyOf" || keyword === "oneOf") return compareAlternatives(keyword, { was, is, place });
  return [stated(place, keyword, before, after)];
}

function told(place: Place, effect: Effect, what: string, holds: boolean): ContractChange {
  return change(place, labelOf(effect, place.direction), holds ? what : `no longer ${what}`);
}

function change({ where, path }: Place, label: ChangeLabel, words: string): ContractChange {
  return { label, where, path, change: words };
}

function annotated(place: Place, keyword: string): ContractChange {
  return change(place, "annotation", `${keyword} reads differently`);
}

/** A default decides what an omission means, so that a client that relies on it gets something else. */
function defaulted(place: Place, before: JsonValue | undefined, after: JsonValue | undefined): ContractChange {
  return change(place, place.direction === "received" ? "annotation" : "breaking", moved("default", before, after));
}

function stated(
  place: Place,
  keyword: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): ContractChange {
  const effect = before === undefined ? "narrowed" : after === undefined ? "widened" : "unclear";
  // How many entries must match is 1 where nothing is said, so that neither way can be told.
  return change(
    place,
    labelOf(keyword === "minContains" ? "unclear" : effect, place.direction),
    moved(keyword, before, after),
  );
}

function bounded(
  place: Place,
  keyword: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): ContractChange {
  // Older documents write some bounds as a switch.
  if (typeof before !== "number" || typeof after !== "number") return stated(place, keyword, before, after);
  const isTighter = lowerBounds.has(keyword) ? after > before : after < before;
  return change(place, labelOf(isTighter ? "narrowed" : "widened", place.direction), moved(keyword, before, after));
}

/** What was only advised against may be refused from now on, or the other way round. */
function compareLevel(keyword: string, { was, is, place }: Keyword): readonly ContractChange[] {
  // OpenAPI documents set advice aside already, so that a source says nothing about what is refused.
  if (isFirm(was) === isFirm(is) || "openapi" in objectOf(place.roots.after)) return [annotated(place, keyword)];
  const effect = isFirm(is) ? "narrowed" : "widened";
  const words = isFirm(is) ? "was advice and is refused" : "was refused and is advice";
  return [change(place, labelOf(effect, place.direction), words)];
}

function isFirm({ "x-level": level, "x-provenance": provenance }: JsonObject): boolean {
  return level === undefined ? objectOf(provenance)["grade"] === "documented" : level === "reject";
}

function compareTypes(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  place: Place,
): readonly ContractChange[] {
  if (before === undefined || after === undefined) return [stated(place, "type", before, after)];
  const [was, is] = [typesOf(before), typesOf(after)];
  const gone = was.filter((type) => !covers(is, type));
  const come = is.filter((type) => !covers(was, type));
  if (gone.length === 0 && come.length === 0) return [];
  const effect = come.length === 0 ? "narrowed" : gone.length === 0 ? "widened" : "unclear";
  return [change(place, labelOf(effect, place.direction), moved("type", before, after))];
}

function covers(types: readonly string[], type: string): boolean {
  return types.includes(type) || (type === "integer" && types.includes("number"));
}

function typesOf(type: JsonValue): readonly string[] {
  return (isList(type) ? type : [type]).map(String);
}

/** `const` and `enum` together say which values there are. */
function compareValues(was: JsonObject, is: JsonObject, place: Place): readonly ContractChange[] {
  const [before, after] = [valuesOf(was), valuesOf(is)];
  if (before === undefined || after === undefined) {
    return before === after ? [] : [stated(place, "enum", listOrNothing(before), listOrNothing(after))];
  }
  const gone = before.filter((value) => !after.some((other) => isSame(value, other)));
  const come = after.filter((value) => !before.some((other) => isSame(value, other)));
  return [
    ...gone.map((value) => told(place, "narrowed", `may be ${JSON.stringify(value)}`, false)),
    ...come.map((value) => told(place, "widened", `may be ${JSON.stringify(value)}`, true)),
  ];
}

function valuesOf({ const: constant, enum: members }: JsonObject): readonly JsonValue[] | undefined {
  if (constant !== undefined) return [constant];
  return isList(members) ? members : undefined;
}

function listOrNothing(values: readonly JsonValue[] | undefined): JsonValue | undefined {
  return values;
}

function compareRequired(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  place: Place,
): readonly ContractChange[] {
  const [was, is] = [listOf(before).map(String), listOf(after).map(String)];
  const at = (name: string): Place => ({ ...place, path: join(place.path, name) });
  return [
    ...is.filter((name) => !was.includes(name)).map((name) => told(at(name), "narrowed", "required", true)),
    ...was.filter((name) => !is.includes(name)).map((name) => told(at(name), "widened", "required", false)),
  ];
}

function compareProperties({ was, is, place }: Keyword): readonly ContractChange[] {
  const [before, after] = [objectOf(was["properties"]), objectOf(is["properties"])];
  const { additionalProperties: others = true, patternProperties } = was;
  // Where something was said of every other property, it was said of this one.
  const wasFree = patternProperties === undefined && (others === true || isSame(others, {}));
  return keysOf(before, after).flatMap((name) => {
    const at = { ...place, path: join(place.path, name) };
    const [left, right] = [before[name], after[name]];
    if (left !== undefined && right !== undefined) return compare(left, right, at);
    // Whoever sent or read it does so no more.
    if (right === undefined) return [change(at, "breaking", "property removed")];
    // Clients send nothing that was not documented, and read past what they do not know, unless they were promised that
    // there is nothing.
    const isSafe = place.direction === "sent" ? wasFree || others === false : place.direction === "received" && wasFree;
    return [change(at, isSafe ? "compatible" : "breaking", "property added")];
  });
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

/** Branches of which one has to hold. Only those that can be told apart can be compared. */
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

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function moved(keyword: string, before: JsonValue | undefined, after: JsonValue | undefined): string {
  if (before === undefined) return `${keyword} ${shortened(after)} added`;
  if (after === undefined) return `${keyword} ${shortened(before)} removed`;
  return `${keyword} ${shortened(before)} → ${shortened(after)}`;
}
