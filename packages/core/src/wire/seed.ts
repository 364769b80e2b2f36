import type { FormatFacts } from "@shotlist/schema";
import type { ResolvedShot } from "../model/shot.ts";
import type { Bindings } from "./codec.ts";
import { modelFactsOf } from "@shotlist/schema";

/** The author's seed, or the bound one where the facts say that the model honours a seed. */
export function seedOf(shot: ResolvedShot, bindings: Bindings, facts: Pick<FormatFacts, "models">): number | undefined {
  if (shot.seed !== undefined) return shot.seed;
  return honoursSeed(shot.model, facts) ? bindings.seed : undefined;
}

/** An endpoint id represents some model of the format: it honours a seed where every one of them is known to. */
function honoursSeed(model: string, facts: Pick<FormatFacts, "models">): boolean {
  const listed = modelFactsOf(model, facts);
  if (listed !== undefined) return listed.seed !== undefined;
  return facts.models.every(({ seed }) => seed !== undefined && seed.provenance.grade !== "assumed");
}
