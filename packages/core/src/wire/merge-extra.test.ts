import { expect, it } from "vitest";
import { mergeExtra } from "./merge-extra.ts";

it("merges objects at every depth, and replaces lists and values", () => {
  const body = { model: "m", seed: 1, content: [1, 2], metadata: { ratio: "1:1", more: { a: 1 } } };
  const extra = { seed: null, content: [3], metadata: { more: { b: 2 } }, tools: [{ type: "web_search" }] };
  expect(mergeExtra(body, extra)).toEqual({
    model: "m",
    seed: null,
    content: [3],
    metadata: { ratio: "1:1", more: { a: 1, b: 2 } },
    tools: [{ type: "web_search" }],
  });
});

it("takes a key of any name for a plain key", () => {
  const extra = JSON.parse('{ "__proto__": { "polluted": true } }');
  const merged = mergeExtra({ model: "m" }, extra);
  expect(Object.keys(merged)).toEqual(["model", "__proto__"]);
  expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
});

it("leaves its arguments as they came", () => {
  const body = { metadata: { a: 1 } };
  mergeExtra(body, { metadata: { a: 2 } });
  expect(body).toEqual({ metadata: { a: 1 } });
});
