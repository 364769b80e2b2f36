import { readInput } from "../files/read-input.ts";
import { usageError } from "../world/errors.ts";
import type { World } from "../world/world.ts";
import { parsePlanFile, type PlanFile } from "./plan-file.ts";

interface PlanOptions {
  readonly plan: string | undefined;
  readonly draft: boolean;
  readonly final: boolean;
  readonly only: string | undefined;
  readonly rebuy: boolean;
}

/** The plan to run, if there is one; it names its storyboards and takes itself. */
export async function readReviewed(
  words: readonly string[],
  { plan, draft, final, only, rebuy }: PlanOptions,
  { cwd }: World,
): Promise<PlanFile | undefined> {
  if (plan === undefined) {
    if (words.length === 0) throw usageError("shotlist render needs FILE or --plan");
    return undefined;
  }
  if (words.length > 0 || draft || final || only !== undefined || rebuy)
    throw usageError(
      "--plan cannot be used with FILE, --draft, --final, --only or --rebuy: the plan says what to render",
    );
  return parsePlanFile(await readInput(plan, cwd), plan);
}
