import type { JsonObject, JsonValue } from "@shotlist/schema";
import { expect, test } from "vitest";
import { diffContracts } from "./diff-contracts.ts";

/** A document that counts how often one of its members is looked at. */
function counted(document: JsonObject): { readonly document: JsonObject; readonly looks: () => number } {
  let looks = 0;
  const wrap = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    return new Proxy(value, {
      get(target, key) {
        looks += 1;
        const member: unknown = Reflect.get(target, key);
        return Object.hasOwn(target, key) && key !== "length" ? wrap(member) : member;
      },
    });
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an object was given
  return { document: wrap(document) as JsonObject, looks: () => looks };
}

/** `count` properties that refer to one schema with `count` members, of which one is of the given type. */
function wide(count: number, type: string): JsonObject {
  const members = Array.from({ length: count }, (_, index) => [`m${index}`, { type: index === 0 ? type : "string" }]);
  const references = Array.from({ length: count }, (_, index) => [`p${index}`, { $ref: "#/$defs/shared" }]);
  const shared = { type: "object", properties: Object.fromEntries(members) };
  return { type: "object", properties: Object.fromEntries(references), $defs: { shared } };
}

/** Schemas of which each refers to the next one twice. */
function doubling(levels: number, type: string): JsonObject {
  const schemas: Record<string, JsonValue> = { [`s${levels}`]: { type } };
  for (let level = 0; level < levels; level += 1) {
    const next = { $ref: `#/$defs/s${level + 1}` };
    schemas[`s${level}`] = { type: "object", properties: { left: next, right: next } };
  }
  return { $ref: "#/$defs/s0", $defs: schemas };
}

function looksFor(make: (type: string) => JsonObject): number {
  const before = counted(make("string"));
  const after = counted(make("number"));
  expect(diffContracts(before.document, after.document, { name: "a.request" }).ok).toBe(false);
  return before.looks() + after.looks();
}

test("many references to one schema are not many comparisons of it", () => {
  const [few, many] = [50, 100].map((count) => looksFor((type) => wide(count, type)));
  // Each reference lists what is behind it, up to a hundred times, which is as far as the growth may go.
  expect(many).toBeLessThan(Number(few) * 4.5);
  expect(looksFor((type) => wide(400, type))).toBeLessThan(Number(many) * 6);
});

test("schemas that refer to one another twice end", () => {
  const [low, high] = [12, 24].map((levels) => looksFor((type) => doubling(levels, type)));
  expect(high).toBeLessThan(Number(low) * 4);
});
