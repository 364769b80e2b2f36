import { expect, it } from "vitest";
import { readRetryAfter } from "./retry-after.ts";

const now = Date.parse("Mon, 30 Nov 2026 12:00:00 GMT");

it.each([
  [{ "retry-after": "7" }, 7000],
  [{ "retry-after": " 1.5 " }, 1500],
  [{ "retry-after": "0" }, 0],
  [{ "retry-after": "Mon, 30 Nov 2026 12:00:30 GMT" }, 30_000],
  [{ "retry-after": "Mon, 30 Nov 2026 11:00:00 GMT" }, 0],
  // The vendor's clock is an hour ahead, and a day behind.
  [{ "retry-after": "Mon, 30 Nov 2026 13:00:30 GMT", date: "Mon, 30 Nov 2026 13:00:00 GMT" }, 30_000],
  [{ "retry-after": "Sun, 29 Nov 2026 12:01:00 GMT", date: "Sun, 29 Nov 2026 12:00:00 GMT" }, 60_000],
  [{ "retry-after": "Mon, 30 Nov 2026 12:00:30 GMT", date: "yesterday" }, 30_000],
])("reads %j as %i ms", (headers, ms) => {
  expect(readRetryAfter(headers, now)).toBe(ms);
});

it.each([{}, { "retry-after": "" }, { "retry-after": "-5" }, { "retry-after": "soon" }])(
  "reads %j as nothing",
  (headers) => {
    expect(readRetryAfter(headers, now)).toBeUndefined();
  },
);
