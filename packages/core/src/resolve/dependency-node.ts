import type { Located } from "../text/located.ts";
import type { ResolvedShotEntry } from "./storyboard.ts";

const fields = ["firstFrame", "lastFrame", "references", "draftOf", "needs"] as const;

/** Where a shot most likely names what it waits for. */
export function dependencyNodeOf(shot: ResolvedShotEntry): Located {
  return fields.map((name) => shot.fields.get(name)?.node).find((node) => node !== undefined) ?? shot.node;
}
