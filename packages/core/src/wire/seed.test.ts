import { expect, it } from "vitest";
import type { ResolvedShot } from "../model/shot.ts";
import { seedOf } from "./seed.ts";
import { factsOfTest as facts } from "./testing/facts-of-test.ts";

const shot: ResolvedShot = { prompt: [], model: "painter", resolution: "720p", references: [], audio: false };
const media = () => "https://cdn.example.com/a.png";

it("prefers the author's seed, zero included, to the bound one", () => {
  expect(seedOf({ ...shot, seed: 0 }, { media, seed: 9 }, facts)).toBe(0);
});

it("takes the bound seed where the model honours one", () => {
  expect(seedOf(shot, { media, seed: 9 }, facts)).toBe(9);
});

it.each(["plain", "unlisted"])("sends no bound seed to the model %s, which is not known to honour one", (model) => {
  expect(seedOf({ ...shot, model }, { media, seed: 9 }, facts)).toBeUndefined();
});
