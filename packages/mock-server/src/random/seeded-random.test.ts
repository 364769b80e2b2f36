import { expect, test } from "vitest";
import { createRequestCounter } from "./request-counter.ts";
import { fingerprint, lowerAlphanumerics, seededRandom } from "./seeded-random.ts";

test("gives the same stream for the same seed on every platform", () => {
  const random = seededRandom("shotlist", "task", 1);
  expect([random.integer(0, 99_999), random.text(8, lowerAlphanumerics), random.integer(3, 5)]).toMatchInlineSnapshot(`
    [
      56460,
      "lyo988fo",
      5,
    ]
  `);
});

function first(...seed: readonly (string | number)[]): string {
  return seededRandom(...seed).text(16, lowerAlphanumerics);
}

test("gives another stream when any part of the seed differs", () => {
  expect(new Set([first("a"), first("b"), first("a", 1), first("a", 2), first("a1"), first("a", "1")]).size).toBe(6);
});

/** How many of the values, from 0 to 1, lie in each tenth of that range. */
function tenths(values: readonly number[]): readonly number[] {
  return Array.from({ length: 10 }, (_, tenth) => values.filter((value) => Math.floor(value * 10) === tenth).length);
}

test("neighbouring seeds share nothing", () => {
  const streams = Array.from({ length: 5000 }, (_, count) => seededRandom("shotlist", "task", count));
  const starts = streams.map((stream) => stream.fraction());
  expect(new Set(starts).size).toBe(5000);
  // A tenth of them is in each tenth of the range, and what comes second does not follow from what came first.
  const seconds = streams.filter((_, index) => starts[index]! < 0.5).map((stream) => stream.fraction());
  for (const count of tenths(starts)) expect(Math.abs(count - 500)).toBeLessThan(110);
  for (const count of tenths(seconds)) expect(Math.abs(count - seconds.length / 10)).toBeLessThan(80);
});

test("reaches both ends of a range and nothing beyond", () => {
  const random = seededRandom("ends");
  const drawn = new Set(Array.from({ length: 200 }, () => random.integer(4, 6)));
  expect(drawn).toEqual(new Set([4, 5, 6]));
});

test("fingerprints differ with the bytes", () => {
  expect(fingerprint(Buffer.from("a"))).not.toBe(fingerprint(Buffer.from("b")));
});

test("counts repeated requests and forgets the ones that came first", () => {
  const count = createRequestCounter(2);
  expect([count("a"), count("a"), count("b"), count("a"), count("c"), count("b")]).toEqual([1, 2, 1, 3, 1, 2]);
});
