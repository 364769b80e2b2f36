import { expect, it } from "vitest";
import { readClipCounts } from "./clip-counts.ts";

it.each([
  [{ completion_tokens: 194_400 }, 194_400],
  [{ completion_tokens: "194400" }, 194_400],
  [{ completion_tokens: 194_400.5 }, 194_401],
  [{ completion_tokens: "194400.0" }, 194_400],
  [{ total_tokens: "194400" }, 194_400],
  [{ completion_tokens: null, total_tokens: 194_400 }, 194_400],
  [{ completion_tokens: "many", total_tokens: 194_400 }, 194_400],
])("counts the tokens in %j", (usage, completionTokens) => {
  const counts = readClipCounts({ usages: [usage] });
  expect(counts.usage?.completionTokens).toBe(completionTokens);
  expect(counts.unreadable).toBeUndefined();
});

it.each([
  { completion_tokens: "many" },
  { completion_tokens: "194,400" },
  { completion_tokens: -1 },
  { completion_tokens: 1e300 },
  { completion_tokens: { value: 1 } },
  { completion_tokens: true },
  { total_tokens: [194_400] },
  "194400",
])("says that the tokens in %j cannot be read", (usage) => {
  expect(readClipCounts({ usages: [usage] })).toEqual({ unreadable: ["completionTokens"] });
});

it.each([undefined, null, {}, { completion_tokens: null }, { completion_tokens: 0 }, { completion_tokens: "" }])(
  "takes %j for nothing reported",
  (usage) => {
    expect(readClipCounts({ usages: [usage] })).toEqual({});
  },
);

it.each([
  [[null, "3.4"], { durationSeconds: 3.4 }],
  [["about 5", 5], { durationSeconds: 5 }],
  [[-1], {}],
  [[0, ""], {}],
  [["5 s"], { unreadable: ["durationSeconds"] }],
  [[1e9], { unreadable: ["durationSeconds"] }],
  [[Number.NaN], { unreadable: ["durationSeconds"] }],
])("reads the length in %j", (seconds, expected) => {
  expect(readClipCounts({ seconds })).toEqual(expected);
});
