import { isStaleAt, staleAfterDays } from "@shotlist/schema";
import type { TaskToPay } from "../paying/tasks-to-pay.ts";
import type { World } from "../world/world.ts";

/** Which list prices that tasks are reckoned by are old: outside the plan, so that the plan does not change with the calendar. */
export function listPriceNotes(tasks: readonly TaskToPay[], { now = Date.now }: Pick<World, "now">): readonly string[] {
  const nowMs = now();
  const notes = tasks.flatMap(({ lead: { take } }) => {
    const listPrice = take.estimate.kind === "unknown" ? undefined : take.estimate.listPrice;
    if (listPrice === undefined || !isStaleAt(listPrice.asOf, nowMs)) return [];
    return [`${take.provider}: its list prices are from ${listPrice.asOf}, more than ${staleAfterDays} days ago`];
  });
  return [...new Set(notes)];
}
