import type { JsonObject, JsonValue } from "@shotlist/schema";
import { setOwn } from "../model/set-own.ts";
import type { Span } from "./source.ts";

export type Scalar = string | number | boolean | null;

export interface LocatedScalar extends Span {
  readonly kind: "scalar";
  readonly value: Scalar;
}

interface LocatedList extends Span {
  readonly kind: "list";
  readonly items: readonly Located[];
}

export interface LocatedEntry {
  readonly key: Span;
  readonly value: Located;
}

export interface LocatedMap extends Span {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, LocatedEntry>;
}

/** A value that knows where it was written. A value reached through an anchor or a merge key keeps its own place. */
export type Located = LocatedScalar | LocatedList | LocatedMap;

/** The value under a key, when the node is a map that has it and it is not null. */
export function childOf(node: Located | undefined, key: string): Located | undefined {
  if (node?.kind !== "map") return undefined;
  const value = node.entries.get(key)?.value;
  return value === undefined || isNull(value) ? undefined : value;
}

export function isNull(node: Located): boolean {
  return node.kind === "scalar" && node.value === null;
}

/** The plain value, for schemas and lookups. */
export function toJson(node: Located): JsonValue {
  switch (node.kind) {
    case "scalar":
      return node.value;
    case "list":
      return node.items.map(toJson);
    case "map":
      return mapToJson(node);
    default:
      return node satisfies never;
  }
}

export function mapToJson(node: LocatedMap): JsonObject {
  const object: Record<string, JsonValue> = {};
  for (const [key, entry] of node.entries) setOwn(object, key, toJson(entry.value));
  return object;
}

/** Follows a path of keys and indexes as far as it exists. */
export function locate(node: Located, path: readonly string[]): Located {
  let current = node;
  for (const step of path) {
    const next = current.kind === "map" ? current.entries.get(step)?.value : listItem(current, step);
    if (next === undefined) return current;
    current = next;
  }
  return current;
}

function listItem(node: Located, step: string): Located | undefined {
  return node.kind === "list" ? node.items[Number(step)] : undefined;
}
