import { expect, test } from "vitest";
import type { LocatedRule } from "./verdict.ts";
import { explainErrors } from "./explain-errors.ts";

/** How many entries of lists are passed from one to another while `run` runs. */
function copiesIn(run: () => void): number {
  const original = Array.prototype[Symbol.iterator];
  let copies = 0;
  Reflect.set(Array.prototype, Symbol.iterator, function* counted(this: readonly unknown[]): Generator {
    for (let index = 0; index < this.length; index += 1) {
      copies += 1;
      yield this[index];
    }
  });
  try {
    run();
  } finally {
    Reflect.set(Array.prototype, Symbol.iterator, original);
  }
  return copies;
}

const rule: LocatedRule = {
  id: "one-mode",
  at: "#/allOf/0",
  level: "reject",
  composite: true,
  description: "frames and references exclude each other",
  provenance: { grade: "documented" },
};

/** Work for as many errors of one rule as a message has entries. */
function workOf(count: number): number {
  const errors = Array.from({ length: count }, (_, index) => ({
    instancePath: `/content/${index}`,
    schemaPath: "#/allOf/0/items/not",
    keyword: "not",
    params: {},
  }));
  let explained = 0;
  const copies = copiesIn(() => {
    explained = explainErrors(errors, { rules: [rule], body: {} }).length;
  });
  expect(explained).toBeGreaterThan(0);
  return copies;
}

test("a message with twice as many wrong entries takes twice the work", () => {
  expect(workOf(2000)).toBeLessThan(workOf(1000) * 2.5);
});
