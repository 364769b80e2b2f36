import { factsOf } from "@shotlist/schema";
import type { FormatRef } from "@shotlist/schema";
import { levelOf } from "../check/level-of.ts";
import { cancellable, isEnded, reachable } from "./belief.ts";
import type { Belief, PossibleState } from "./belief.ts";
import type { Seen } from "./see-task.ts";

/**
 * What a cancel leaves possible. Granted: cancelled, where the task could be; removed, where it had ended. Without an
 * answer nobody knows whether it took effect.
 */
export function cancelTask(format: FormatRef, belief: Belief, outcome: "granted" | "refused" | "unknown"): Seen {
  const before = reachable(format, belief.possible);
  if (outcome === "refused") return { belief: { ...belief, possible: before }, findings: [] };
  const after = new Set<PossibleState>();
  const stoppable = cancellable(format);
  for (const state of before) {
    if (stoppable.has(state)) after.add("cancelled").add("removed");
    if (isEnded(state)) after.add("removed");
  }
  if (outcome === "unknown") return { belief: { ...belief, possible: new Set([...before, ...after]) }, findings: [] };
  if (after.size > 0) return { belief: { ...belief, possible: after, isCancelGranted: true }, findings: [] };
  const provenance = factsOf(format).operations.cancel?.provenance ?? { grade: "assumed" };
  const finding = {
    rule: "lifecycle: cancel-refused",
    level: levelOf(provenance),
    path: "",
    seen: "cancelled",
    allowed: `a refusal, because the task was ${[...before].join(" or ")}`,
    message: `only a task that is ${[...stoppable].join(" or ")} can be cancelled`,
    provenance,
  };
  return {
    belief: { ...belief, possible: new Set(["cancelled", "removed"]), isCancelGranted: true },
    findings: [finding],
  };
}
