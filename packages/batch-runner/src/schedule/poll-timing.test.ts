import { expect, it } from "vitest";
import { nextPollMs } from "./poll-timing.ts";

const provider = { pollEveryMs: 5000 };
const random = { next: () => 0.5, id: () => "" };

it.each([
  ["after the submit, a little apart", { polls: 0, sinceMs: 0 }, 5050],
  ["after a submit whose record took its time", { polls: 0, sinceMs: 30 }, 5020],
  ["after a poll", { polls: 1, sinceMs: 0 }, 5000],
  ["after a poll whose answer took its time", { polls: 1, sinceMs: 400 }, 4600],
  ["after a poll whose answer took for ever", { polls: 1, sinceMs: 30_000 }, 2500],
  ["after the clock was set back", { polls: 1, sinceMs: -60_000 }, 5000],
])("waits %s", (_when, moment, waitMs) => {
  expect(nextPollMs(provider, { ...moment, elapsedMs: 60_000, random })).toBe(waitMs);
});

const known = { count: 40, mean: Math.log(90_000), variance: 0.09 };

it("aims its first poll at when tasks like it begin to end", () => {
  const moment = { polls: 0, sinceMs: 0, elapsedMs: 0, known, random };
  expect(nextPollMs(provider, moment)).toBeGreaterThan(48_000);
  expect(nextPollMs(provider, moment)).toBeLessThan(56_000);
});

it.each([
  ["tasks begin to end", 70_000],
  ["most of them have ended", 150_000],
  ["none is known to take as long", 900_000],
])("asks as often as the provider allows once %s", (_when, elapsedMs) => {
  expect(nextPollMs(provider, { polls: 3, sinceMs: 0, elapsedMs, known, random })).toBe(5000);
});

it("asks as if nothing were known of too few tasks", () => {
  const few = { ...known, count: 4 };
  expect(nextPollMs(provider, { polls: 0, sinceMs: 0, elapsedMs: 0, known: few, random })).toBe(5050);
});
