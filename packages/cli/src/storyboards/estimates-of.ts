import type { TakeKey } from "@shotlist/batch-runner";
import type { Estimate, Money, Plan } from "@shotlist/core";
import type { Environment, World } from "../world/world.ts";
import { planOf } from "./plan-of.ts";

interface EstimateOptions {
  readonly stateFolder: string;
  readonly env: Environment;
  readonly world: World;
}

/** What a take would cost, by today's storyboard, else by what it cost before. */
export type EstimateOf = (takes: readonly TakeKey[], before: Money | undefined) => Estimate;

/** Prices of takes that a ledger knows by name, from their storyboards as far as these are available. */
export async function estimatesOf(takes: readonly TakeKey[], options: EstimateOptions): Promise<EstimateOf> {
  const plans = new Map<string, Plan | undefined>();
  for (const { storyboard } of takes) {
    if (!plans.has(storyboard)) plans.set(storyboard, await planOf(storyboard, options));
  }
  return (keys, before) => {
    for (const { storyboard, take } of keys) {
      const estimate = plans.get(storyboard)?.takes.find(({ id }) => id === take)?.estimate;
      if (estimate !== undefined && estimate.kind !== "unknown") return estimate;
    }
    return before === undefined ? { kind: "unknown" } : { kind: "exact", ...before };
  };
}
