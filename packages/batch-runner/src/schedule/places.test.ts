import { expect, it } from "vitest";
import { createPlaces } from "./places.ts";

const minuteMs = 60_000;

it("halves the places once for an episode of refusals, however many are refused in it", () => {
  const places = createPlaces(10);
  expect([1, 2, 3].map((at) => places.refused(8, at * 1000))).toEqual([true, false, false]);
  expect(places.most()).toBe(4);
});

it("halves them again in the next episode, down to one", () => {
  const places = createPlaces(10);
  for (let episode = 0; episode < 6; episode += 1) places.refused(10, episode * 2 * minuteMs);
  expect(places.most()).toBe(1);
});

it("adds one after a round without a refusal, and never more than are configured", () => {
  const places = createPlaces(4);
  places.refused(4, 0);
  expect([1, 2, 3, 4, 5].map((at) => places.accepted(at))).toEqual([false, true, false, false, true]);
  for (let at = 10; at < 60; at += 1) places.accepted(at);
  expect(places.most()).toBe(4);
});

it("stays as it is while the vendor fails", () => {
  const places = createPlaces(4);
  places.refused(4, 0);
  places.failed(1000);
  for (let at = 1001; at < minuteMs; at += 1000) places.accepted(at);
  expect(places.most()).toBe(2);
  for (let at = 1; at < 9; at += 1) places.accepted(minuteMs + 1000 * at);
  expect(places.most()).toBe(4);
});

it.each([
  ["where an earlier run has ended", { most: 2, at: 0 }, minuteMs, 2],
  ["with more places the longer that is ago", { most: 2, at: 0 }, 25 * minuteMs, 4],
  ["with all of them in the end", { most: 2, at: 0 }, 300 * minuteMs, 8],
  ["with all of them where nothing is kept", undefined, 0, 8],
  ["with all of them where something else is kept", { most: "2", at: null }, 0, 8],
  ["with one at least", { most: 0.2, at: 0 }, 0, 8],
])("begins %s", (_where, kept, now, most) => {
  const places = createPlaces(8);
  expect(places.begin(kept, now)).toBe(most < 8);
  expect(places.most()).toBe(most);
});
