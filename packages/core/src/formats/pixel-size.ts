import type { FormatFacts } from "@shotlist/schema";
import type { ResolvedShot } from "../plan/plan.ts";
import { modelFactsOf } from "./model-facts.ts";

/** The format's own ratio for shots that leave it to the vendor, such as those that begin with a frame. */
const usualRatio = "16:9";

/** Resolution and ratio as one size, such as `1280x720`, by the format's table. */
export function pixelSizeOf({ model, resolution, ratio }: ResolvedShot, facts: FormatFacts): string {
  const sizes = (modelFactsOf(model, facts)?.ratioPixels ?? facts.ratioPixels)?.value[resolution];
  const size = sizes?.[ratio ?? usualRatio];
  if (size === undefined)
    throw new Error(`A shot was encoded at ${resolution} ${ratio ?? usualRatio}, which has no size.`);
  return size.join("x");
}
