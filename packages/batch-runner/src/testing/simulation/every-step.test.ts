import { expect, it } from "vitest";
import type { Strike } from "./faults.ts";
import { simulate } from "./simulate.ts";

const fates: readonly Strike["fate"][] = ["killed before", "killed after", "fails before", "fails after"];
/** Worlds of a few takes each, with prices, budgets, dependencies and twins. */
const seeds = [3, 11];

it.each(fates)(
  "pays once and loses nothing when a step of ledger, disk or network goes wrong, each in its turn: %s",
  async (fate) => {
    const broken: string[] = [];
    let struck = 0;
    for (const seed of seeds) {
      const { steps } = await simulate(seed, { family: "calm" });
      for (let step = 1; step <= steps; step += 1) {
        struck += 1;
        const { violations } = await simulate(seed, { family: "calm", strike: { step, fate } });
        for (const { invariant, detail } of violations) broken.push(`${seed} ${step} ${invariant}: ${detail}`);
      }
    }
    expect(broken).toEqual([]);
    expect(struck).toBeGreaterThan(100);
  },
  120_000,
);
