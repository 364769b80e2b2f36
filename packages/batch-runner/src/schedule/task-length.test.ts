import { array, assert, integer, property } from "fast-check";
import { expect, it } from "vitest";
import { readTaskLength, untilShareEnds, usualLength, withTask, type TaskLength } from "./task-length.ts";

function after(lengths: readonly number[]): TaskLength | undefined {
  return lengths.reduce<TaskLength | undefined>(withTask, undefined);
}

it("learns how long tasks take, and how much they differ", () => {
  const known = after([60_000, 90_000, 135_000]);
  expect(known?.count).toBe(3);
  expect(Math.exp(known?.mean ?? 0)).toBeCloseTo(90_000, 3);
  expect(Math.sqrt(known?.variance ?? 0)).toBeCloseTo(Math.log(1.5) * Math.sqrt(2 / 3), 6);
});

it("follows a vendor that has become slower", () => {
  const known = after([...Array.from({ length: 500 }, () => 30_000), ...Array.from({ length: 80 }, () => 120_000)]);
  expect(Math.exp(known?.mean ?? 0)).toBeGreaterThan(90_000);
});

it("says nothing from fewer than five tasks, nor of a task that runs longer than any", () => {
  expect(untilShareEnds(after([1000, 1000, 1000, 1000]), { elapsedMs: 0, share: 0.05 })).toBeUndefined();
  const known = after(Array.from({ length: 20 }, (_one, index) => 60_000 + index * 1000));
  expect(untilShareEnds(known, { elapsedMs: 0, share: 0.05 })).toBeGreaterThan(40_000);
  expect(untilShareEnds(known, { elapsedMs: 600_000, share: 0.05 })).toBeUndefined();
});

it("goes by what a document says once one task has ended: a twentieth of them end before the shortest usual time", () => {
  const usual = usualLength({ minMs: 30_000, maxMs: 120_000 });
  expect(untilShareEnds(usual, { elapsedMs: 0, share: 0.05 })).toBeUndefined();
  const known = withTask(usual, 60_000);
  expect(untilShareEnds(known, { elapsedMs: 0, share: 0.05 })).toBeLessThan(31_000);
  expect(untilShareEnds(known, { elapsedMs: 0, share: 0.05 })).toBeGreaterThan(24_000);
});

it.each([
  undefined,
  {},
  { count: 0, mean: 1, variance: 1 },
  { count: 5, mean: "11", variance: 1 },
  { count: 5, mean: 99, variance: 1 },
  { count: 5, mean: 11, variance: -1 },
])("takes %j in a ledger for nothing", (kept) => {
  expect(readTaskLength(kept)).toBeUndefined();
});

it("never waits longer for a smaller share, and always a finite time", () => {
  const ms = integer({ min: 1, max: 10_000_000 });
  assert(
    property(array(ms, { minLength: 5, maxLength: 60 }), ms, (lengths, elapsedMs) => {
      const known = after(lengths);
      expect(readTaskLength(JSON.parse(JSON.stringify(known)))).toEqual(known);
      const soon = untilShareEnds(known, { elapsedMs, share: 0.05 });
      const late = untilShareEnds(known, { elapsedMs, share: 0.5 });
      if (soon === undefined || late === undefined) return;
      expect(soon).toBeGreaterThanOrEqual(-1);
      expect(late).toBeGreaterThanOrEqual(soon);
      expect(Number.isFinite(late)).toBe(true);
    }),
  );
});
