import { expect, it } from "vitest";
import { choreNames, type ChoreName } from "./chores.ts";
import type { Strike } from "./faults.ts";
import { simulate } from "./simulate.ts";

const fates: readonly Strike["fate"][] = ["killed before", "killed after", "fails before", "fails after"];
/** Worlds of a few takes each, with prices, budgets, dependencies and twins; in one, a person then does everything once, a retake among it. */
const worlds: readonly { readonly seed: number; readonly chores: readonly ChoreName[] }[] = [
  { seed: 9, chores: [] },
  { seed: 7, chores: ["export the ledger", ...choreNames] },
];

it.each(fates)(
  "pays once and loses nothing when a step of ledger, disk or network goes wrong, each in its turn: %s",
  async (fate) => {
    const broken: string[] = [];
    let struck = 0;
    for (const { seed, chores } of worlds) {
      const { steps } = await simulate(seed, { family: "calm", chores });
      for (let step = 1; step <= steps; step += 1) {
        struck += 1;
        const { violations } = await simulate(seed, { family: "calm", chores, strike: { step, fate } });
        for (const { invariant, detail } of violations) broken.push(`${seed} ${step} ${invariant}: ${detail}`);
      }
    }
    expect(broken).toEqual([]);
    expect(struck).toBeGreaterThan(100);
  },
);
