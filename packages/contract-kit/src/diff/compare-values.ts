import type { JsonObject, JsonValue } from "@shotlist/schema";
import { labelOf } from "./change.ts";
import type { ContractChange } from "./change.ts";
import { isList, isSame } from "./json.ts";
import { type Place, type Keyword, change, told, stated, moved } from "./place.ts";

/** `nullable`, as OpenAPI 3.0 has it, is one more type. */
export function compareTypes(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  { was, is, place }: Keyword,
): readonly ContractChange[] {
  if (before === undefined || after === undefined) return [stated(place, "type", before, after)];
  const [old, current] = [typesOf(before, was["nullable"]), typesOf(after, is["nullable"])];
  const gone = old.filter((type) => !covers(current, type));
  const come = current.filter((type) => !covers(old, type));
  if (gone.length === 0 && come.length === 0) return [];
  const effect = come.length === 0 ? "narrowed" : gone.length === 0 ? "widened" : "unclear";
  return [change(place, labelOf(effect, place.direction), moved("type", shown(old), shown(current)))];
}

function shown(types: readonly string[]): JsonValue {
  return types.length === 1 ? (types[0] ?? "") : types;
}

function covers(types: readonly string[], type: string): boolean {
  return types.includes(type) || (type === "integer" && types.includes("number"));
}

function typesOf(type: JsonValue, nullable: JsonValue | undefined): readonly string[] {
  const types = (isList(type) ? type : [type]).map(String);
  return nullable === true && !types.includes("null") ? [...types, "null"] : types;
}

/** `const` and `enum` together say which values there are. */
export function compareValues(was: JsonObject, is: JsonObject, place: Place): readonly ContractChange[] {
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
