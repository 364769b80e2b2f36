import type { FormatId } from "@shotlist/schema";
import { behaviourMutants } from "./behaviour-mutants.ts";
import type { Mutant } from "./mutant.ts";
import { shapeMutants } from "./shape-mutants.ts";
import { verdictMutants } from "./verdict-mutants.ts";

/** Every wrong endpoint of a format. */
export function mutantsOf(format: FormatId): readonly Mutant[] {
  return [...behaviourMutants(format), ...shapeMutants(format), ...verdictMutants(format)];
}
