import type { VendorTask } from "./vendor-task.ts";
import { markerIn, type Vendor } from "./vendor.ts";
import type { Board } from "./board.ts";
import type { Checks } from "./invariants.ts";
import type { Timeline } from "./timeline.ts";

/** Looks whether any 24 hours of the world's own time stay within what a provider may cost in them. */
export interface DayCap {
  /** Money for a digest was reserved. */
  readonly admitted: (digest: string) => void;
  /** A task may have been created. */
  readonly answered: () => void;
  /** A ledger was brought to where clocks show something else: what it knows of when is what they showed. */
  readonly moved: () => void;
  readonly clockJumped: () => void;
}

const dayMs = 24 * 3_600_000;

export function createDayCap({
  board: { plan, price },
  vendor,
  checks,
  timeline,
}: {
  readonly board: Board;
  readonly vendor: Vendor;
  readonly checks: Checks;
  readonly timeline: Timeline;
}): DayCap {
  const limit = plan.providers[0]?.caps?.perDay?.amount;
  const markerOf = new Map(plan.takes.map((take) => [take.digest, markerIn(JSON.stringify(take.asked.prompt))]));
  /** When money was reserved for a marker: a submit may leave long after. */
  const admissions: { readonly marker: string; readonly at: number }[] = [];
  let hasJumped = false;
  let isUnknown = false;

  /** The day of a task is that of its reservation. */
  function dayOf({ marker, createdAt }: VendorTask): number {
    return admissions.findLast((one) => one.marker === marker && one.at <= createdAt)?.at ?? createdAt;
  }

  function isFree({ end, endsAt }: VendorTask): boolean {
    return vendor.dialect.support.failuresAreFree && end !== "succeeded" && timeline.now() >= endsAt;
  }

  return {
    admitted: (digest) => {
      if (limit !== undefined) admissions.push({ marker: markerOf.get(digest) ?? "", at: timeline.now() });
    },
    answered: () => {
      const newest = vendor.tasks.at(-1);
      if (limit === undefined || price === undefined || newest === undefined || isUnknown) return;
      const until = dayOf(newest);
      const counted = vendor.tasks.filter((task) => {
        const at = dayOf(task);
        return at > until - dayMs && at <= until && !isFree(task);
      });
      const amount = counted.length * price;
      checks.holds("day-cap", amount <= limit + 1e-9, () => `24 hours came to ${amount} of ${limit}`);
    },
    moved: () => {
      isUnknown ||= hasJumped;
    },
    clockJumped: () => {
      hasJumped = true;
    },
  };
}
