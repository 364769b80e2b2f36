import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { formatIds } from "@shotlist/schema";
import { openSqliteLedger } from "../../ledger/sqlite-ledger.ts";
import { choreNames } from "./chores.ts";
import type { FamilyName } from "./families.ts";
import { faultKinds } from "./faults.ts";
import { invariants } from "./invariants.ts";
import { simulate, type WorldResult } from "./simulate.ts";
import { createSummary } from "./summary.ts";
import { canaryKey, canarySignature } from "./vendor-answers.ts";
import { dialects } from "./wire-shape.ts";

const worldsOfAFamily = 300;

const sentences: readonly (readonly [FamilyName, string])[] = [
  ["submits", "whatever becomes of its submits"],
  ["polls", "whatever a vendor answers to its polls"],
  ["clips", "whatever comes instead of a clip"],
  ["disks", "whatever the disk refuses"],
  ["crashes", "wherever it is killed"],
  ["processes", "when two run at once, sleep, are interrupted, or the clock jumps"],
  ["persons", "whatever persons have done between its runs, or during them"],
  ["repositories", "when machines go on from each other's lock files, whatever git and strangers make of them"],
  ["everything", "when all of it happens together"],
];

const summary = createSummary();

/** Names the worlds that broke something, each with the command that replays it. */
function broken(results: readonly WorldResult[]): readonly string[] {
  return results
    .filter(({ violations }) => violations.length > 0)
    .map(
      ({ seed, family, dialect, violations }) =>
        `npm run soak -- --family ${family} --seed ${seed}   (${dialect}) ${violations.map(({ invariant, detail }) => `${invariant}: ${detail}`).join("; ")}`,
    );
}

describe("a runner in simulated worlds", () => {
  it.each(sentences)(`pays once and loses nothing in ${worldsOfAFamily} worlds of %s: %s`, async (family) => {
    const results: WorldResult[] = [];
    for (let seed = 1; seed <= worldsOfAFamily; seed += 1) results.push(await simulate(seed, { family }));
    for (const result of results) summary.add(result);
    expect(broken(results)).toEqual([]);
  });

  it("has had persons do everything that they can", () => {
    expect(choreNames.filter((name) => !summary.chores.has(name))).toEqual([]);
  });

  it("has met every fault and checked every invariant", () => {
    expect(summary.worlds()).toBeGreaterThanOrEqual(2000);
    expect(faultKinds.filter((kind) => !summary.faults.has(kind))).toEqual([]);
    expect(Object.keys(invariants).filter((name) => ![...summary.checks.keys()].some((key) => key === name))).toEqual(
      [],
    );
  });

  it("meets vendors of every format", () => {
    const spoken = new Set(dialects.map(({ facts }) => facts.id));
    expect(formatIds.filter((format) => !spoken.has(format))).toEqual([]);
  });

  it.each(sentences.map(([family]) => family))(
    "lives the same world twice for the same seed, of %s",
    async (family) => {
      const first = await simulate(7, { family });
      expect(await simulate(7, { family })).toEqual(first);
    },
  );

  it("keeps all of it over a ledger on the disk, with no secret in its bytes", async () => {
    const folder = mkdtempSync(join(tmpdir(), "shotlist-simulation-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const results: WorldResult[] = [];
    for (let seed = 1; seed <= 60; seed += 1) {
      const file = join(folder, `${seed}.sqlite`);
      const openLedger = (): ReturnType<typeof openSqliteLedger> =>
        openSqliteLedger({ file, schedule: queueMicrotask, sync: false });
      results.push(await simulate(seed, { family: "everything", openLedger }));
    }
    expect(broken(results)).toEqual([]);
    const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name), "latin1"));
    expect(bytes.filter((text) => text.includes(canaryKey) || text.includes(canarySignature))).toEqual([]);
  });
});
