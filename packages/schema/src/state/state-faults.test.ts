import { expect, it } from "vitest";
import { faultOfLedgerRecord, faultOfLockEntry, faultOfStoredProvider } from "./state-faults.ts";

const hash = "ab".repeat(32);
const provider = {
  name: "vendor",
  format: "wisgate",
  baseUrl: "https://vendor.example.com",
  realm: "live:https://vendor.example.com",
  apiKeyEnv: "VENDOR_API_KEY",
  concurrency: 1,
  pollEveryMs: 1000,
  deadlineMs: 0,
  list: false,
};
const clip = { storyboard: "board", take: "reveal", number: 1, digest: hash, attemptId: "a", sha256: hash, at: 1 };

it("finds nothing wrong with what this release writes", () => {
  expect(faultOfStoredProvider(provider)).toBeUndefined();
  expect(faultOfLedgerRecord({ type: "clip", version: 1, clip })).toBeUndefined();
});

it("lets keys be that a newer release may write", () => {
  expect(faultOfStoredProvider({ ...provider, tomorrow: true })).toBeUndefined();
});

it.each([
  ["a list", [], "the record is not of type object"],
  ["nothing", null, "the record is not of type object"],
  ["no version", { type: "clip", clip }, "the record has no version"],
  ["another version", { type: "clip", version: 2, clip }, "version has a value that this release does not know"],
  ["a number as a name", { type: "clip", version: 1, clip: { ...clip, take: 7 } }, "clip.take is not of type string"],
  ["a long name", { type: "clip", version: 1, clip: { ...clip, take: "x".repeat(2000) } }, "clip.take is too long"],
  ["a number too large", { type: "clip", version: 1, clip: { ...clip, number: 1e9 } }, "clip.number is out of range"],
])("names the place of what is wrong with %s", (_, record, fault) => {
  expect(faultOfLedgerRecord(record)).toBe(fault);
});

it("never repeats a value, and no name that is not plain", () => {
  const secret = "\u001b[31mwritten by a stranger";
  expect(faultOfLockEntry({ realm: secret })).not.toContain("stranger");
  const fields = { [secret]: 7 };
  const take = { storyboard: "board", take: "reveal", digest: hash, fields };
  expect(faultOfLedgerRecord({ type: "take", version: 1, take })).not.toContain("stranger");
});
