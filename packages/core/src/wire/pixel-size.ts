import type { FormatFacts } from "@shotlist/schema";
import type { ResolvedShot } from "../model/shot.ts";
import { modelFactsOf } from "@shotlist/schema";

/** The format's own ratio for shots that leave it to the vendor, such as those that begin with a frame. */
const usualRatio = "16:9";

/** Resolution and ratio as one size, such as `1280x720`: by the format's table, and reckoned for what it does not list. */
export function pixelSizeOf({ model, resolution, ratio = usualRatio }: ResolvedShot, facts: FormatFacts): string {
  const sizes = (modelFactsOf(model, facts)?.ratioPixels ?? facts.ratioPixels)?.value[resolution];
  return (sizes?.[ratio] ?? reckonedSize(resolution, ratio)).join("x");
}

/** A size that the schema of the request then accepts or refuses: a shape that was asked for is never left out. */
function reckonedSize(resolution: string, ratio: string): readonly [number, number] {
  const shorter = resolution.endsWith("k") ? Number.parseInt(resolution, 10) * 540 : Number.parseInt(resolution, 10);
  const [across = 16, down = 9] = /^\d+:\d+$/.test(ratio) ? ratio.split(":").map(Number) : [];
  const longer = Math.round((shorter * Math.max(across, down)) / Math.min(across, down));
  return across >= down ? [longer, shorter] : [shorter, longer];
}
