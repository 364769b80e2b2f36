import { describe, expect, it } from "vitest";
import type { Strike } from "../simulation/faults.ts";
import { simulateUploads } from "./simulate-uploads.ts";
import { uploadMutations } from "./upload-mutations.ts";
import { uploadInvariants } from "./upload-watch.ts";

const worlds = 200;
const fates: readonly Strike["fate"][] = ["killed before", "killed after", "fails before", "fails after"];

describe("a runner in simulated worlds with uploads", () => {
  it("pays for each upload once, names addresses that work, and stays within budgets, whatever goes wrong", async () => {
    const broken: string[] = [];
    const seen = { uploads: 0, tasks: 0, held: 0 };
    const checked = new Set<string>();
    for (let seed = 1; seed <= worlds; seed += 1) {
      const { violations, uploads, tasks, held, checks } = await simulateUploads(seed);
      broken.push(...violations.map((violation) => `${seed} ${violation}`));
      seen.uploads += uploads;
      seen.tasks += tasks;
      seen.held += held;
      for (const name of checks) checked.add(name);
    }
    expect(broken).toEqual([]);
    expect([...checked].toSorted()).toEqual(Object.keys(uploadInvariants).toSorted());
    expect(Math.min(seen.uploads, seen.tasks)).toBeGreaterThan(worlds);
    expect(seen.held).toBeGreaterThan(worlds / 10);
  });

  it.each(fates)("loses nothing when a step goes wrong, each in its turn: %s", async (fate) => {
    const broken: string[] = [];
    let struck = 0;
    for (const seed of [3, 8]) {
      const { steps } = await simulateUploads(seed, { calm: true });
      for (let step = 1; step <= steps; step += 1) {
        struck += 1;
        const { violations } = await simulateUploads(seed, { calm: true, strike: { step, fate } });
        broken.push(...violations.map((violation) => `${seed} ${step} ${violation}`));
      }
    }
    expect(broken).toEqual([]);
    expect(struck).toBeGreaterThan(50);
  });

  it("lives the same world twice for the same seed", async () => {
    expect(await simulateUploads(7)).toEqual(await simulateUploads(7));
  });
});

describe("the simulator misses a safeguard of uploads that was taken out:", () => {
  it.each(uploadMutations.map((mutation) => [mutation.name, mutation] as const))("%s", async (_name, mutation) => {
    let found: string | undefined;
    for (let seed = 1; seed <= worlds && found === undefined; seed += 1) {
      [found] = (await simulateUploads(seed, { mutation })).violations;
    }
    expect(found).toBeDefined();
  });
});
