// oxlint-disable typescript/no-unsafe-type-assertion -- as plain JavaScript may call it
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import * as runner from "./index.ts";

type Loose = (...values: readonly unknown[]) => unknown;

const state = {};
/** Every function of the package that takes options, called with one that it does not have. */
const calls = [
  ["openState", { dir: "/nowhere", realmClass: "local", afterLos: true }],
  ["joinPlan", [], undefined, { lockFile: {} }],
  ["draftStandings", [], [], { state: undefined, formatOf: () => ({}), now: 0, lockFile: {} }],
  ["permittedAmong", [], { standings: new Map(), rebui: true }],
  ["refusedOutputs", [], { state, forceOutputs: true }],
  ["runPlans", [], { state, keys: () => "key", transport: {}, maxTask: 1 }],
  ["retriableOf", state, { take: "reveal", storyboard: "board" }],
  ["retryTakes", state, { take: "reveal", storyboard: "board" }],
  ["useVersion", state, "reveal", 1, { notes: "why" }],
  ["judgeTakes", state, [], { verdict: "approved", notes: "why" }],
  ["deliverChoice", state, {}, [], { forceOutputs: true }],
  ["cancelTakes", state, { keys: () => "key", transport: {}, take: () => true }],
  ["resolveTake", state, "reveal", { adopts: "task-1" }],
  ["collectGarbage", state, { aply: true }],
  ["createDiskLockFiles", { fileFor: () => "a.lock.json" }],
  ["lockedProviders", [], { files: {}, attempts: [], attempt: [] }],
  ["createTransport", { proxi: {} }],
] as const;

const called = async (name: keyof typeof runner, values: readonly unknown[]): Promise<unknown> =>
  await (Reflect.get(runner, name) as Loose)(...values);

test.each(calls)("%s refuses an option that it does not have, and names it", async (name, ...values) => {
  await expect(called(name, values)).rejects.toThrow(
    new RegExp(`^${name}: there is no option \\w+; the options are `, "u"),
  );
});

test.each([
  ["retryTakes", [{ failed: false }], "retryTakes: failed must be true, or absent"],
  ["retryTakes", [{ failed: true, take: "reveal" }], "retryTakes: give exactly one of failed, take, takes"],
  ["retryTakes", [{}], "retryTakes: give exactly one of failed, take, takes"],
  ["retryTakes", [{ take: "a", storyboards: ["b"] }], "retryTakes: storyboards can only be given with failed"],
  ["judgeTakes", [[], { verdict: "aproved" }], "judgeTakes: verdict must be approved or rejected"],
  ["resolveTake", ["a", "resubmitt"], "resolveTake: the decision must be resubmit or abandon"],
  ["resolveTake", ["a", { adopt: "1", release: "2" }], "resolveTake: give exactly one of adopt, release"],
] as const)("%s refuses %j, which could mean more than one thing", async (name, values, message) => {
  await expect(called(name, [state, ...values])).rejects.toThrow(new TypeError(message));
});

test("a misspelt kind of money makes no folder", async () => {
  const dir = mkdtempSync(join(tmpdir(), "shotlist-options-"));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  await expect(called("openState", [{ dir, realmClass: "life" }])).rejects.toThrow(
    new TypeError("openState: realmClass must be one of mock, local, live"),
  );
  expect(readdirSync(dir)).toEqual([]);
});
