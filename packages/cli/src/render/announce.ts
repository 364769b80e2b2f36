import type { JoinedTake } from "@shotlist/batch-runner";
import type { Plan } from "@shotlist/core";
import { writeNotes } from "../output/notes.ts";
import { describePlan, summarizePlan } from "../output/plan.ts";
import { styleFor } from "../output/style.ts";
import { tableWidth } from "../output/table-width.ts";
import { tasksToPay } from "../paying/tasks-to-pay.ts";
import { listPriceNotes } from "../providers/list-price-notes.ts";
import type { World } from "../world/world.ts";

interface AnnounceOptions {
  readonly world: World;
  readonly interactive: boolean;
}

/** A longer plan is summed up: `shotlist plan` shows it whole. */
const longestPlan = 24;

/** Says what is about to happen, before anything does. */
export function announce(
  plans: readonly Plan[],
  joined: readonly JoinedTake[],
  { world, interactive }: AnnounceOptions,
): void {
  const { stderr, env } = world;
  const isShort = joined.length <= longestPlan;
  stderr.write(
    interactive && isShort
      ? describePlan(plans, joined, {
          style: styleFor(stderr, env),
          width: stderr.columns,
          tableRoom: tableWidth(stderr),
          changedOnly: true,
        })
      : summarizePlan(joined),
  );
  writeNotes(stderr, listPriceNotes(tasksToPay(joined), world));
}
