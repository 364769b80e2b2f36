import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Dependent, orderByDependency } from "./dependency-order.ts";

function nodes(arrows: { readonly [id: string]: readonly string[] }): readonly Dependent[] {
  return Object.entries(arrows).map(([id, dependsOn]) => ({ id, dependsOn }));
}

test("what is needed comes first, and the given order holds otherwise", () => {
  const { order, cycles } = orderByDependency(nodes({ a: ["c"], b: [], c: [], d: ["a", "b"] }));
  expect(order.map(({ id }) => id)).toEqual(["c", "a", "b", "d"]);
  expect(cycles).toEqual([]);
});

test("a cycle is reported as the way around it", () => {
  expect(orderByDependency(nodes({ x: ["a"], a: ["b"], b: ["c"], c: ["a"] })).cycles).toEqual([["a", "b", "c"]]);
  expect(orderByDependency(nodes({ a: ["a"] })).cycles).toEqual([["a"]]);
});

test("a chain of 100,000 takes is put in order", () => {
  const chain = Array.from({ length: 100_000 }, (_, index) => ({ id: `${index}`, dependsOn: [`${index + 1}`] }));
  const { order } = orderByDependency([...chain, { id: "100000", dependsOn: [] }]);
  expect([order[0]?.id, order.at(-1)?.id, order.length]).toEqual(["100000", "0", 100_001]);
});

test("every graph is either put in order or has a cycle", () => {
  const graph = fc.array(fc.array(fc.nat({ max: 9 }), { maxLength: 3 }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(graph, (arrows) => {
      const { order, cycles } = orderByDependency(
        arrows.map((dependsOn, id) => ({ id: `${id}`, dependsOn: dependsOn.map(String) })),
      );
      const at = new Map(order.map(({ id }, index) => [id, index]));
      const early = order.filter(({ id, dependsOn }) =>
        dependsOn.some((needed) => at.has(needed) && (at.get(needed) ?? 0) >= (at.get(id) ?? 0)),
      );
      expect(order).toHaveLength(arrows.length);
      expect(early.length > 0).toBe(cycles.length > 0);
    }),
  );
});
