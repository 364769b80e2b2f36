import type { FormatId } from "@shotlist/schema";

/** Shapes of the mock in which real answers were seen in addition to the documented one. */
export const observedVariants: { readonly [format in FormatId]?: readonly string[] } = {
  gogogotoken: ["flat-video", "output-url"],
  relaydance: ["task-envelope", "flat-video"],
};
