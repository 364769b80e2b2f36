import type { Version } from "@shotlist/batch-runner";
import { expect, test } from "vitest";
import { countingVersion } from "./counting-clip.ts";

const versions = [1, 2, 3].map((number): Version => ({
  storyboard: "launch",
  take: "reveal",
  number,
  digest: "d".repeat(64),
  attemptId: `a${number}`,
  sha256: String(number).repeat(64),
  at: number,
}));

test.each([
  ["the newest where nobody chose", undefined, 3],
  ["the one that was chosen", 1, 1],
  ["the newest where the chosen number means no version", 7, 3],
])("what counts is %s", (_, chosen, expected) => {
  expect(countingVersion(versions, chosen)?.number).toBe(expected);
});

test("a take without a version has none that counts", () => {
  expect(countingVersion([], undefined)).toBeUndefined();
});
