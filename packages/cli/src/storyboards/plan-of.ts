import { relative } from "node:path";
import { type Plan, storyboardOfDrafts } from "@shotlist/core";
import { loadOwner } from "../owner/owner.ts";
import type { Environment, World } from "../world/world.ts";
import { compileFiles } from "./compile-files.ts";
import { fileOfStoryboard } from "./known-files.ts";

interface PlanOptions {
  readonly stateFolder: string;
  readonly env: Environment;
  readonly world: World;
}

/** The plan of a storyboard that a ledger knows by name; `undefined` where its file is gone, is another's by now, or has mistakes. */
export async function planOf(storyboard: string, { stateFolder, env, world }: PlanOptions): Promise<Plan | undefined> {
  const path = fileOfStoryboard(stateFolder, storyboard);
  if (path === undefined) return undefined;
  const file = relative(world.cwd, path);
  const owner = await loadOwner([file], { state: undefined, config: undefined, "allow-env": [] }, world);
  const stage = storyboardOfDrafts(storyboard) === undefined ? undefined : "draft";
  const { plans } = await compileFiles([file], { cwd: world.cwd, env, owner, strict: false, stage });
  return plans.find((plan) => plan.storyboard === storyboard);
}
