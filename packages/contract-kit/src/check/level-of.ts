import type { Level, Provenance } from "@shotlist/schema";

/** What is documented is held against an endpoint; public and assumed knowledge only yields advice. */
export function levelOf({ grade }: Provenance): Level {
  return grade === "documented" ? "reject" : "advice";
}
