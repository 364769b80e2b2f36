import { formatIds } from "@shotlist/schema";
import { observedVariants } from "../observed-variants.ts";
import { judgeMutant } from "./judge-mutant.ts";
import type { JudgeOptions, MutantVerdict } from "./judge-mutant.ts";
import type { Mutant } from "./mutant.ts";
import { mutantsOf } from "./mutants-of.ts";

/** Every wrong endpoint of every format. */
export function allMutants(): readonly Mutant[] {
  return formatIds.flatMap((format) => mutantsOf(format));
}

/**
 * Judges a mutant in the documented shape, and where the deviation cannot show there, in the shapes that were seen
 * besides. One that shows in none is not a mutant: the mock never sends what it would change.
 */
export async function judgeWhereItShows(mutant: Mutant, options: JudgeOptions = {}): Promise<MutantVerdict> {
  const documented = await judgeMutant(mutant, options);
  if (documented.isActive) return documented;
  for (const variant of observedVariants[mutant.format] ?? []) {
    const verdict = await judgeMutant(mutant, { ...options, variant });
    if (verdict.isActive) return verdict;
  }
  return documented;
}
