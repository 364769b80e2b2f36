import type { Shape } from "./shapes.ts";

/**
 * What a schema promises its readers, a line each: the keys that are always there and the type of every key, such as
 * `plan |1/takes[]/digest: string, always`. Alternatives are numbered.
 */
export function promisesOf(name: string, schema: Shape): readonly string[] {
  const definitions = childrenOf(schema["$defs"]);
  const lines = new Set<string>();

  function walk(shape: Shape, path: string, within: readonly string[]): void {
    const reference = shape["$ref"];
    if (typeof reference === "string") {
      const definition = definitions.get(reference.slice("#/$defs/".length));
      if (definition !== undefined && !within.includes(reference)) walk(definition, path, [...within, reference]);
      return;
    }
    for (const keyword of ["anyOf", "oneOf"]) {
      listOf(shape[keyword]).forEach((choice, index) => walk(choice, `${path}|${index + 1}`, within));
    }
    const required: readonly unknown[] = Array.isArray(shape["required"]) ? shape["required"] : [];
    for (const [key, property] of childrenOf(shape["properties"])) {
      const place = `${path}/${key}`;
      lines.add(`${name} ${place}: ${typeOf(property)}${required.includes(key) ? ", always" : ""}`);
      walk(property, place, within);
    }
    if (isShape(shape["items"])) walk(shape["items"], `${path}[]`, within);
    if (isShape(shape["additionalProperties"])) walk(shape["additionalProperties"], `${path}{}`, within);
  }

  walk(schema, "", []);
  return [...lines];
}

/** Promises of `before` that `now` does not keep. A key that is always there keeps the promise of one that may be. */
export function brokenPromises(before: readonly string[], now: readonly string[]): readonly string[] {
  const kept = new Set(now.flatMap((line) => [line, line.replace(/, always$/u, "")]));
  return before.filter((line) => !kept.has(line));
}

function typeOf(shape: Shape): string {
  const { type, const: only, $ref } = shape;
  if (typeof $ref === "string") return $ref.slice("#/$defs/".length);
  if (only !== undefined) return JSON.stringify(only);
  return type === undefined ? "any" : [type].flat().map(String).join(" or ");
}

function isShape(value: unknown): value is Shape {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function childrenOf(value: unknown): ReadonlyMap<string, Shape> {
  return new Map(
    isShape(value) ? Object.entries(value).filter((entry): entry is [string, Shape] => isShape(entry[1])) : [],
  );
}

function listOf(value: unknown): readonly Shape[] {
  return Array.isArray(value) ? value.filter(isShape) : [];
}
