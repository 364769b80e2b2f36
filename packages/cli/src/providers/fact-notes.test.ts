import { factsOf, type FormatId } from "@shotlist/schema";
import { expect, test } from "vitest";
import { factNotes } from "./fact-notes.ts";

const notesOf = (format: FormatId, day: string, baseUrl = factsOf(format).baseUrl.value): readonly string[] =>
  factNotes({ name: format, format, baseUrl }, { now: () => Date.parse(day) });

test("nothing is said while facts are fresh", () => {
  expect(notesOf("gogogotoken", "2026-12-01")).toEqual([]);
});

test("facts older than 180 days are named once, by the oldest", () => {
  expect(notesOf("toapis", "2027-11-30")).toEqual([
    expect.stringMatching(/^the .+ and \d+ more: last checked on 20\d\d-\d\d.*, more than 180 days ago$/),
  ]);
});

const ended = /^the provider .+ ended on 2026-09-24; your own endpoints/;

test.each([
  ["on the day", "2026-09-24", undefined, true],
  ["the day before", "2026-09-23", undefined, false],
  ["at a relay that speaks the format", "2026-12-01", "https://relay.example.com", false],
])("an API that its vendor ends is named with the day: %s", (_, day, baseUrl, isNamed) => {
  expect(notesOf("openai-videos", day, baseUrl).some((note) => ended.test(note))).toBe(isNamed);
});
