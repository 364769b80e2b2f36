import { Ajv2020 } from "ajv/dist/2020.js";
import * as fc from "fast-check";
import type { JsonValue } from "@shotlist/schema";
import { expect, test } from "vitest";
import { diffContracts } from "./diff-contracts.ts";
import type { Direction } from "./change.ts";

const bound = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined });
const part = fc.oneof(
  fc.record({ type: fc.constantFrom("integer", "number"), minimum: bound, maximum: bound }, { requiredKeys: ["type"] }),
  fc.record({ type: fc.constant("string"), minLength: bound, maxLength: bound }, { requiredKeys: ["type"] }),
  fc.record({ type: fc.constant("array"), items: fc.record({ type: fc.constant("integer") }), maxItems: bound }),
  fc.record({ type: fc.constantFrom("string", ["string", "null"], ["integer", "string"]) }),
  fc.record({ enum: fc.subarray(["a", "b", "ab"], { minLength: 1 }) }),
  fc.record({ anyOf: fc.subarray([{ const: "a" }, { const: 1 }, { type: "null" }], { minLength: 1 }) }),
);
const rules = [{ not: { required: ["x", "y"] } }, { anyOf: [{ required: ["x"] }, { required: ["y"] }] }];
const schema = fc.record(
  {
    type: fc.constant("object"),
    properties: fc.record({ x: part, y: part, z: part }, { requiredKeys: ["x", "y"] }),
    required: fc.subarray(["x", "y"]),
    additionalProperties: fc.constant(false),
    allOf: fc.subarray(rules, { minLength: 1 }),
  },
  { requiredKeys: ["type", "properties"] },
);
const leaf = fc.constantFrom<JsonValue>(
  null,
  0,
  1,
  2,
  3,
  1.5,
  "",
  "a",
  "b",
  "ab",
  "abcd",
  [],
  [1],
  ["a"],
  [1, 2, 3, 4],
);
const body = fc.record({ x: leaf, y: leaf, z: leaf }, { requiredKeys: [] });

const copy = (value: unknown): JsonValue => JSON.parse(JSON.stringify(value));
const ajv = new Ajv2020({ strict: false, validateSchema: false });
const validatorOf = (value: JsonValue): ((one: unknown) => boolean) => {
  const validate = ajv.compile(Object(value));
  return (one) => validate(one);
};

/** A release changes one property, one other member of a schema, or everything. */
const release = fc
  .tuple(schema, schema, fc.constantFrom("x", "y", "z", "required", "additionalProperties", "allOf", "everything"))
  .map(([before, other, changed]) => ({
    before: copy(before),
    after: copy(changed === "everything" ? other : withChange(before, other, changed)),
    known: Object.keys(before.properties),
  }));

function withChange(
  before: { readonly properties: object },
  other: { readonly properties: object },
  name: string,
): object {
  if (!["x", "y", "z"].includes(name)) return { ...before, [name]: Reflect.get(other, name) };
  return { ...before, properties: { ...before.properties, [name]: Reflect.get(other.properties, name) } };
}

test.each<Direction>(["sent", "received"])(
  "what is not called breaking hurts no client of the older schema, in what is %s",
  (direction) => {
    let judged = 0;
    fc.assert(
      fc.property(release, fc.array(body, { minLength: 40, maxLength: 40 }), ({ before, after, known }, bodies) => {
        if (!diffContracts(before, after, { direction }).ok) return;
        judged += 1;
        const [was, is] = [validatorOf(before), validatorOf(after)];
        // Nobody sends what the older schema does not know, and everybody reads past it.
        const reduced = (one: object): object =>
          Object.fromEntries(Object.entries(one).filter(([name]) => known.includes(name)));
        const hurt =
          direction === "sent"
            ? bodies.map(reduced).filter((one) => was(one) && !is(one))
            : bodies.filter((one) => is(one) && !was(reduced(one)));
        expect(hurt).toEqual([]);
      }),
      { numRuns: 600, seed: 3 },
    );
    // Otherwise it would hold of nothing, or of everything.
    expect(judged).toBeGreaterThan(100);
    expect(judged).toBeLessThan(550);
  },
);
