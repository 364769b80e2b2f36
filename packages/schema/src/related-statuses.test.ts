import { expect, it } from "vitest";
import { relatedStatusOf, spellingOf } from "./related-statuses.ts";

it.each([
  ["queued", "queued"],
  ["pending", "queued"],
  ["processing", "running"],
  ["In Progress", "running"],
  ["SUCCEEDED", "succeeded"],
  ["success", "succeeded"],
  ["Completed ", "succeeded"],
  ["done", "succeeded"],
  ["FAILURE", "failed"],
  ["error", "failed"],
  ["fail", "failed"],
  ["canceled", "cancelled"],
  ["expired", "expired"],
  ["TIMEOUT", "expired"],
])("reads %j as %s", (word, canonical) => {
  expect(relatedStatusOf(word)).toBe(canonical);
});

it.each(["", " ", "pondering", "succeeded?", "not failed"])("does not guess at %j", (word) => {
  expect(relatedStatusOf(word)).toBeUndefined();
});

it("has one spelling for what differs only in how it is written", () => {
  expect(new Set(["in progress", "In-Progress", " IN_PROGRESS\n"].map(spellingOf))).toEqual(new Set(["in_progress"]));
});
