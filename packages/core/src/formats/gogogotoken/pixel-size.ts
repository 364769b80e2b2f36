import type { ResolvedShot } from "../../model/plan.ts";

// Short and long side. The document prints the portrait sizes, width first; landscape ones are their swaps.
const sidesByResolution: ReadonlyMap<string, readonly [number, number]> = new Map([
  ["480p", [480, 854]],
  ["720p", [720, 1280]],
  ["1080p", [1080, 1920]],
]);

/** The `size` of a shot, such as `480x854`; shapes without one are told in `metadata`. */
export function pixelSizeOf({ resolution, ratio }: ResolvedShot): string | undefined {
  const sides = sidesByResolution.get(resolution);
  if (sides === undefined) return undefined;
  const [short, long] = sides;
  if (ratio === "9:16") return `${short}x${long}`;
  if (ratio === "16:9") return `${long}x${short}`;
  return undefined;
}
