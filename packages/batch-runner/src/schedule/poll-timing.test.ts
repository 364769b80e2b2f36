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
  expect(nextPollMs(provider, { ...moment, random })).toBe(waitMs);
});
