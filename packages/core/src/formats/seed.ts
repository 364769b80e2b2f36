import type { FormatFacts } from "@shotlist/schema";
import type { ResolvedShot } from "../model/plan.ts";
import type { Bindings } from "./codec.ts";
import { modelFactsOf } from "../model/model-facts.ts";

/** The author's seed, or the bound one where the facts say that the model honours a seed. */
export function seedOf(shot: ResolvedShot, bindings: Bindings, facts: Pick<FormatFacts, "models">): number | undefined {
  if (shot.seed !== undefined) return shot.seed;
  return modelFactsOf(shot.model, facts)?.seed === undefined ? undefined : bindings.seed;
}
