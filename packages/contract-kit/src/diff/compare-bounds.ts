import type { JsonValue } from "@shotlist/schema";
import { labelOf } from "./change.ts";
import type { ContractChange } from "./change.ts";
import { type Place, type Keyword, change, stated, moved } from "./place.ts";

/** Keywords with a least or a most. */
const lowerBounds: ReadonlySet<string> = new Set(
  "minimum exclusiveMinimum minLength minItems minProperties minContains".split(" "),
);
const upperBounds: ReadonlySet<string> = new Set(
  "maximum exclusiveMaximum maxLength maxItems maxProperties maxContains".split(" "),
);

export function isBound(keyword: string): boolean {
  return lowerBounds.has(keyword) || upperBounds.has(keyword);
}

export function bounded(
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

/** How many entries must match is 1 where nothing is said, and nothing without `contains`. */
export function compareLeastMatches({ was, is, place }: Keyword): readonly ContractChange[] {
  if (was["contains"] === undefined || is["contains"] === undefined) {
    return [
      change(place, labelOf("unclear", place.direction), moved("minContains", was["minContains"], is["minContains"])),
    ];
  }
  return [bounded(place, "minContains", was["minContains"] ?? 1, is["minContains"] ?? 1)];
}
