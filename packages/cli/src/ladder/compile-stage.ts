import type { Plan } from "@shotlist/core";
import { compileDrafts } from "../storyboards/compile-drafts.ts";
import { compileOrRefuse, type CompileOrRefuseOptions } from "../storyboards/compile-or-refuse.ts";
import type { Stage } from "./stage.ts";

/** The plans of a stage, and those they are compared with. */
export interface StagedPlans {
  readonly stage: Stage | undefined;
  /** What is to be rendered. */
  readonly plans: readonly Plan[];
  /** The clips as they are written. */
  readonly finals: readonly Plan[];
  /** Their drafts; none without a stage. */
  readonly drafts: readonly Plan[];
}

/** Compiles storyboards for a stage. Prints every diagnostic; an error among them ends the command. */
export async function compileStage(
  files: readonly string[],
  { stage, ...options }: CompileOrRefuseOptions & { readonly stage: Stage | undefined },
): Promise<StagedPlans> {
  const finals = await compileOrRefuse(files, options);
  const drafts = stage === undefined ? [] : await compileDrafts(files, options);
  return { stage, plans: stage === "draft" ? drafts : finals, finals, drafts };
}
