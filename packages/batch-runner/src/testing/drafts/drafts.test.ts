import { describe, expect, it } from "vitest";
import { draftMutations } from "./draft-mutations.ts";
import { draftInvariants } from "./invariants.ts";
import type { DraftViolation } from "./drafts-world.ts";
import { simulateDrafts } from "./simulate-drafts.ts";

const worlds = 300;

describe("a runner in simulated worlds where drafts come first", () => {
  it("buys each draft and each final once, and finals only of what is approved, whatever goes wrong", async () => {
    const broken: string[] = [];
    const seen = { drafts: 0, finals: 0, fromDrafts: 0 };
    const checked = new Set<string>();
    for (let seed = 1; seed <= worlds; seed += 1) {
      const { violations, drafts, finals, fromDrafts, checks } = await simulateDrafts(seed);
      broken.push(...violations.map(({ invariant, detail }) => `${seed} ${invariant}: ${detail}`));
      seen.drafts += drafts;
      seen.finals += finals;
      seen.fromDrafts += fromDrafts;
      for (const name of checks) checked.add(name);
    }
    expect(broken).toEqual([]);
    expect([...checked].toSorted()).toEqual(Object.keys(draftInvariants).toSorted());
    expect(Math.min(seen.drafts, seen.finals, seen.fromDrafts)).toBeGreaterThan(worlds / 2);
  });

  it("lives the same world twice for the same seed", async () => {
    expect(await simulateDrafts(7)).toEqual(await simulateDrafts(7));
  });
});

describe("the simulator misses a safeguard that was taken out:", () => {
  it.each(draftMutations.map((mutation) => [mutation.name, mutation] as const))("%s", async (_name, mutation) => {
    let found: DraftViolation | undefined;
    for (let seed = 1; seed <= worlds && found === undefined; seed += 1) {
      [found] = (await simulateDrafts(seed, mutation)).violations;
    }
    expect(found).toBeDefined();
  });
});
