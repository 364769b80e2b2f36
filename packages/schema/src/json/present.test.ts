import { expect, it } from "vitest";
import { present } from "./present.ts";

it("leaves out what is undefined and nothing else", () => {
  expect(Object.entries(present({ seed: 0, audio: false, ratio: undefined, error: null }))).toEqual([
    ["seed", 0],
    ["audio", false],
    ["error", null],
  ]);
});
