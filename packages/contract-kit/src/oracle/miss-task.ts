import { factsOf } from "@shotlist/schema";
import type { FormatRef } from "@shotlist/schema";
import type { Finding } from "../check/finding.ts";
import { levelOf } from "../check/level-of.ts";
import type { Belief } from "./belief.ts";
import type { Seen } from "./see-task.ts";

/** How long an ended task is owed an answer, however little is known about the time that a vendor keeps tasks. */
const owedAfterEndMs = 600_000;

/** Whatever the source says: an id that was returned is answered for while its task lives, and for a while after. */
function isOwed({ endSeenAtMs }: Belief, atMs: number): boolean {
  return endSeenAtMs === undefined || atMs < endSeenAtMs + owedAfterEndMs;
}

/** The endpoint says that it knows no such task: right only once it was removed or its time of keeping is over. */
export function missTask(format: FormatRef, belief: Belief, atMs: number): Seen {
  const { value: keptSeconds, provenance } = factsOf(format).taskRetentionSeconds;
  const isForgotten = belief.endSeenAtMs !== undefined && atMs >= belief.endSeenAtMs + keptSeconds * 1000;
  if (belief.possible.has("removed") || isForgotten) {
    return { belief: { ...belief, possible: new Set(["removed"]) }, findings: [] };
  }
  const finding: Finding = {
    rule: "lifecycle: remembers-task",
    level: isOwed(belief, atMs) ? "reject" : levelOf(provenance),
    path: "",
    seen: "no such task",
    allowed: belief.seen === undefined ? "the accepted task" : `the task, for ${keptSeconds} seconds after its end`,
    message: "an accepted task must be found",
    provenance,
  };
  return { belief, findings: [finding] };
}
