import { expect, it } from "vitest";
import { factsOfTest } from "./testing/facts-of-test.ts";
import { readStatus } from "./wire-status.ts";

it.each([
  ["succeeded", "succeeded"],
  ["Succeeded", "succeeded"],
  ["in_progress", "running"],
  ["cancelled", "cancelled"],
  ["canceled", "cancelled"],
])("reads %s as %s", (word, status) => {
  expect(readStatus(word, factsOfTest)).toEqual({ status, wireStatus: word, warnings: [] });
});

it("keeps a task open when its status is not known, and says so", () => {
  expect(readStatus("paused", factsOfTest)).toEqual({
    status: "running",
    wireStatus: "paused",
    warnings: ['The vendor\'s status "paused" is unknown.'],
    unknown: true,
  });
});

it.each([undefined, null, "", " ", 3, {}])("keeps a task open when its status is %j", (word) => {
  expect(readStatus(word, factsOfTest)).toEqual({
    status: "running",
    wireStatus: "",
    warnings: ["The vendor's answer has no status."],
    unknown: true,
  });
});

it.each([
  ["completed", "succeeded"],
  ["Done ", "succeeded"],
  ["FAILURE", "failed"],
  ["error", "failed"],
  ["timeout", "expired"],
  ["pending", "queued"],
])("reads %j, which related formats say, as %s, with a warning that names the word", (word, status) => {
  expect(readStatus(word, factsOfTest)).toMatchObject({
    status,
    readAlike: true,
    warnings: [expect.stringContaining(`"${word.trim()}"`)],
  });
});

it("prints no address in the place of a status", () => {
  expect(readStatus("https://a.example/?sig=1", factsOfTest).wireStatus).toBe("(address)");
});
