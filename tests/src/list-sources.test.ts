import { type FormatFacts, factsOf, formatIds } from "@shotlist/schema";
import { expect, test } from "vitest";
import { listSources } from "../../scripts/list-sources.ts";

const now = Date.UTC(2026, 10, 30);
const listed = listSources(formatIds.map(factsOf), now);

test("every source of every format is listed once, oldest first, with each fact that rests on it", () => {
  expect(listed.map(({ format, source }) => `${format} ${source}`).toSorted()).toEqual(
    formatIds.flatMap((id) => Object.keys(factsOf(id).sources).map((source) => `${id} ${source}`)).toSorted(),
  );
  const days = listed.map((one) => one.days);
  expect(days).toEqual(days.toSorted((left, right) => right - left));
  expect(listed.filter(({ facts, about }) => facts !== about.length || about.some((one) => one === ""))).toEqual([]);
});

test("a fact is named by its place, under the source that states it", () => {
  const format = formatIds[0];
  if (format === undefined) throw new Error("no formats");
  const facts = factsOf(format);
  const [model] = facts.models;
  const source = model?.duration.provenance.source;
  const found = listed.find((one) => one.format === format && one.source === source);
  expect(found?.about).toContain(`models ${model?.id} duration`);
  expect(listed.flatMap(({ about }) => about).some((one) => one.startsWith("rule submit.request "))).toBe(true);
});

test("a source that bears a year alone is as old as its first day, and the day is the caller's", () => {
  const [first] = formatIds.map(factsOf);
  if (first === undefined) throw new Error("no formats");
  const facts: FormatFacts = { ...first, sources: { page: { place: "here", asOf: "2026" } } };
  expect(listSources([facts], Date.UTC(2026, 0, 11)).map(({ days }) => days)).toEqual([10]);
  expect(listSources([facts], Date.UTC(2026, 0, 21)).map(({ days }) => days)).toEqual([20]);
});
