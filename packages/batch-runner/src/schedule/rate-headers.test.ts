import { expect, it } from "vitest";
import { readNothingLeft } from "./rate-headers.ts";

const names = {
  remaining: "x-left",
  reset: "x-reset",
  category: { header: "x-kind", submit: "create", poll: "query" },
};
const now = 1_780_000_000_000;

it.each([
  ["submits for some seconds", { "x-left": "0", "x-reset": "7", "x-kind": "create" }, { of: "submits", forMs: 7000 }],
  ["polls until a time", { "x-left": "0", "x-reset": "1780000009", "x-kind": "query" }, { of: "polls", forMs: 9000 }],
  ["for a minute at most", { "x-left": "0", "x-reset": "86400", "x-kind": "query" }, { of: "polls", forMs: 60_000 }],
  ["unless something is left", { "x-left": "3", "x-reset": "7", "x-kind": "create" }, undefined],
  ["unless that time is over", { "x-left": "0", "x-reset": "1779999999", "x-kind": "create" }, undefined],
  ["unless nobody knows of what", { "x-left": "0", "x-reset": "7", "x-kind": "image" }, undefined],
  ["unless nobody knows for how long", { "x-left": "0", "x-reset": "soon", "x-kind": "create" }, undefined],
  ["unless nothing is said", {}, undefined],
])("reads that nothing is left of %s", (_what, headers, found) => {
  expect(readNothingLeft(headers, names, now)).toEqual(found);
  expect(readNothingLeft(headers, undefined, now)).toBeUndefined();
});
