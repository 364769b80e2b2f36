import { draftNameOf, type Plan } from "@shotlist/core";
import { fileOfStoryboard } from "../storyboards/known-files.ts";
import { planOf } from "../storyboards/plan-of.ts";
import type { Environment, World } from "../world/world.ts";

interface KnownDraftsOptions {
  readonly stateFolder: string;
  readonly env: Environment;
  readonly world: World;
}

/** The plans with those of their drafts, as far as drafts of them were ever rendered here. */
export async function withKnownDrafts(plans: readonly Plan[], options: KnownDraftsOptions): Promise<readonly Plan[]> {
  const both: Plan[] = [];
  for (const plan of plans) {
    both.push(plan);
    const name = draftNameOf(plan.storyboard);
    const drafts = fileOfStoryboard(options.stateFolder, name) === undefined ? undefined : await planOf(name, options);
    if (drafts !== undefined) both.push(drafts);
  }
  return both;
}
