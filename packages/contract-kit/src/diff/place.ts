import type { JsonObject, JsonValue } from "@shotlist/schema";
import { labelOf } from "./change.ts";
import type { ChangeLabel, ContractChange, Direction, Effect } from "./change.ts";
import type { Roots } from "./json.ts";
import { shortened } from "./shortened.ts";

export interface Place {
  readonly where: string;
  readonly direction: Direction;
  readonly path: string;
  /** References on the way here, so that a schema that holds itself is looked at once. */
  readonly trail: readonly string[];
  readonly roots: Roots;
}

export interface Keyword {
  readonly was: JsonObject;
  readonly is: JsonObject;
  readonly place: Place;
}

export function change({ where, path }: Place, label: ChangeLabel, words: string): ContractChange {
  return { label, where, path, change: words };
}

export function told(place: Place, effect: Effect, what: string, holds: boolean): ContractChange {
  return change(place, labelOf(effect, place.direction), holds ? what : `no longer ${what}`);
}

export function annotated(place: Place, keyword: string): ContractChange {
  return change(place, "annotation", `${keyword} has changed`);
}

export function stated(
  place: Place,
  keyword: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): ContractChange {
  const effect = before === undefined ? "narrowed" : after === undefined ? "widened" : "unclear";
  return change(place, labelOf(effect, place.direction), moved(keyword, before, after));
}

export function moved(keyword: string, before: JsonValue | undefined, after: JsonValue | undefined): string {
  if (before === undefined) return `${keyword} ${shortened(after)} added`;
  if (after === undefined) return `${keyword} ${shortened(before)} removed`;
  return `${keyword} ${shortened(before)} → ${shortened(after)}`;
}

export function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
