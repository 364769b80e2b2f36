import type { FormatFacts } from "@shotlist/schema";
import { modelFactsOf } from "@shotlist/schema";
import type { ResolvedShot } from "../model/shot.ts";

/**
 * The ratio of a request. Where a model takes one alone with a first frame, it is said for a shot that says none: no default of
 * the vendor's is documented, and a wrong one fails once it is queued.
 */
export function ratioInRequest({ ratio, model, references }: ResolvedShot, facts: FormatFacts): string | undefined {
  if (ratio !== undefined || !references.some(({ role }) => role === "first_frame")) return ratio;
  const [only, ...others] = modelFactsOf(model, facts)?.frameRatios?.value ?? [];
  return others.length === 0 ? only : undefined;
}
