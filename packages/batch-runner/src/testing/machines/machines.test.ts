import { describe, expect, it } from "vitest";
import { machineMutations } from "./machine-mutations.ts";
import { simulateMachines } from "./simulate-machines.ts";

const worlds = 200;

describe("runners on several machines, in simulated worlds with one ledger", () => {
  it("pay once, keep one limit and one budget, and lose nothing, whatever goes wrong", async () => {
    const broken: string[] = [];
    const seen = { tasks: 0, outages: 0, fenced: 0, lateIds: 0 };
    for (let seed = 1; seed <= worlds; seed += 1) {
      const { violations, tasks, outages, fenced, lateIds } = await simulateMachines(seed);
      broken.push(...violations.map(({ invariant, detail }) => `${seed} ${invariant}: ${detail}`));
      seen.tasks += tasks;
      seen.outages += outages;
      seen.fenced += fenced;
      seen.lateIds += lateIds;
    }
    expect(broken).toEqual([]);
    expect(seen.tasks).toBeGreaterThan(worlds);
    expect(Math.min(seen.outages, seen.fenced, seen.lateIds)).toBeGreaterThan(10);
  });
});

describe("the simulator misses a safeguard of a shared ledger that was taken out:", () => {
  it.each(machineMutations.map((mutation) => [mutation.name, mutation] as const))("%s", async (_name, mutation) => {
    let found: string | undefined;
    for (let seed = 1; seed <= worlds && found === undefined; seed += 1) {
      found = (await simulateMachines(seed, { mutation })).violations[0]?.invariant;
    }
    expect(found).toBeDefined();
  });
});
