import type { Money, PlannedTake } from "@shotlist/core";
import { present } from "@shotlist/schema";
import { sumBills } from "../work/bills.ts";
import {
  noTotals,
  takeStatuses,
  type Outcome,
  type RunReport,
  type RunTotals,
  type TakeReport,
  type TakeStatus,
  type UploadReport,
} from "../work/outcome.ts";
import type { Stop } from "../failures/take-error.ts";
import type { Work } from "../work/work.ts";

/** Puts the outcomes of a run together, take by take, in the order of the plans. */
export function buildReport(
  works: readonly Work[],
  outcomes: ReadonlyMap<string, Outcome>,
  run: {
    readonly runId: string;
    /** Where the clip of a take was put. */
    readonly placed: ReadonlyMap<PlannedTake, string>;
    readonly spent: readonly Money[];
    readonly submitted: number;
    readonly uploads: readonly UploadReport[];
    readonly stopped: Stop | undefined;
    /** Place of a take in the plans. */
    readonly orderOf: (storyboard: string, take: string) => number;
  },
): RunReport {
  const takes = works
    .flatMap((work) => reportsOf(work, outcomes.get(work.key), run.placed))
    .toSorted((left, right) => run.orderOf(left.storyboard, left.id) - run.orderOf(right.storyboard, right.id));
  const count = (status: TakeStatus): number => takes.filter((take) => take.status === status).length;
  const totals: RunTotals = {
    ...noTotals,
    takes: takes.length,
    ...Object.fromEntries(takeStatuses.map((status) => [status, count(status)])),
  };
  const bills = sumBills([...outcomes.values()].flatMap(({ cost }) => (cost === undefined ? [] : [cost])));
  return {
    ok: totals.cached + totals.succeeded === totals.takes && run.stopped === undefined,
    runId: run.runId,
    totals,
    spent: run.spent,
    submitted: run.submitted,
    takes,
    ...(bills.length === 0 ? {} : { bills }),
    ...(run.uploads.length === 0 ? {} : { uploads: run.uploads }),
    ...present({ stopped: run.stopped }),
  };
}

function reportsOf(
  work: Work,
  outcome: Outcome = { status: "left", error: notReached },
  placed: ReadonlyMap<PlannedTake, string>,
): readonly TakeReport[] {
  const here = outcome.status === "cached" || outcome.status === "succeeded";
  return work.takes.map(({ take }) => {
    const file = here ? placed.get(take) : undefined;
    return {
      storyboard: take.storyboard,
      realm: take.realm,
      id: take.id,
      ...outcome,
      ...present({ file }),
    };
  });
}

const notReached = {
  code: "stopped",
  message: "The run ended before the take was submitted",
  hint: "Run again to continue.",
};
