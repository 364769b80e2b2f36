import { describe, expect, test } from "vitest";
import { agesOf } from "./ages.ts";
import { factsOf } from "../formats.ts";
import { builtInProviders, factsAt } from "../providers.ts";

const on = (day: string): number => Date.parse(day);
const ageOf = (format: "gogogotoken" | "openai-videos" | "ark", subject: string, day: string) =>
  agesOf(factsOf(format), on(day)).find((age) => age.subject === subject);

test.each([
  ["on the day itself", "2026-07-13", 0, false],
  ["180 days later", "2027-01-09", 180, false],
  ["a day after that", "2027-01-10", 181, true],
  ["before the day, where a clock is wrong", "2020-01-01", 0, false],
])("a model whose source bears a day is, %s, %s", (_, day, days, isStale) => {
  expect(ageOf("gogogotoken", "the model doubao-seedance-2-0-mini", day)).toMatchObject({
    asOf: "2026-07-13",
    days,
    isStale,
    source: "GogogoToken: video models",
  });
});

test("a source that bears only a year is not called older than it must be", () => {
  expect(ageOf("ark", "the provider Ark", "2026-12-31")).toMatchObject({ asOf: "2026", days: 0, isStale: false });
});

test.each([
  ["2026-09-23", false],
  ["2026-09-24", true],
])("an API that the vendor ends on a day has on %s ended: %s", (day, hasEnded) => {
  expect(
    ageOf("openai-videos", "the provider OpenAI", day) ?? agesOf(factsOf("openai-videos"), on(day))[0],
  ).toMatchObject({ endsOn: "2026-09-24", hasEnded });
});

describe.each(builtInProviders)("the built-in provider $name", ({ name, format }) => {
  test("has a date for itself, for every model and for every price", () => {
    const ages = agesOf(factsAt(name, format), on("2026-12-01"));
    expect(ages.filter(({ asOf }) => !/^20\d\d/.test(asOf)).map(({ subject }) => subject)).toEqual([]);
  });
});
