import type { RunReport, RunTotals } from "@shotlist/batch-runner";
import { addMoney } from "../output/money.ts";

/** What a command's runs came to, one run for each kind of money. */
export type RenderReport = Omit<RunReport, "runId">;

/** One report for the runs of a command. */
export function mergeReports(reports: readonly RunReport[]): RenderReport {
  const bills = reports.flatMap((report) => report.bills ?? []);
  const stopped = reports.find((report) => report.stopped !== undefined)?.stopped;
  return {
    ok: reports.every(({ ok }) => ok),
    totals: reports.map(({ totals }) => totals).reduce(addTotals),
    spent: addMoney(reports.flatMap(({ spent }) => spent)),
    submitted: reports.reduce((sum, { submitted }) => sum + submitted, 0),
    takes: reports.flatMap(({ takes }) => takes),
    ...(bills.length === 0 ? {} : { bills }),
    ...(stopped === undefined ? {} : { stopped }),
  };
}

function addTotals(left: RunTotals, right: RunTotals): RunTotals {
  return {
    takes: left.takes + right.takes,
    cached: left.cached + right.cached,
    succeeded: left.succeeded + right.succeeded,
    failed: left.failed + right.failed,
    blocked: left.blocked + right.blocked,
    cancelled: left.cancelled + right.cancelled,
    uncertain: left.uncertain + right.uncertain,
    lost: left.lost + right.lost,
    missing: left.missing + right.missing,
    detached: left.detached + right.detached,
    left: left.left + right.left,
  };
}
