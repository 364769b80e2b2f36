import { noTotals, type RunReport, type RunTotals, type TakeError, type TakeReport } from "@shotlist/batch-runner";
import { present } from "@shotlist/schema";
import { addMoney } from "./money.ts";
import { wayOut, type Trouble } from "./ways-out.ts";

/** What a command's runs came to, one run for each kind of money. */
export type RenderReport = Omit<RunReport, "runId">;

/** One report for the runs of a command. */
export function mergeReports(reports: readonly RunReport[]): RenderReport {
  const bills = reports.flatMap((report) => report.bills ?? []);
  const uploads = reports.flatMap((report) => report.uploads ?? []);
  const stopped = reports.find((report) => report.stopped !== undefined)?.stopped;
  return {
    ok: reports.every(({ ok }) => ok),
    totals: reports.map(({ totals }) => totals).reduce(addTotals, noTotals),
    spent: addMoney(reports.flatMap(({ spent }) => spent)),
    submitted: reports.reduce((sum, { submitted }) => sum + submitted, 0),
    takes: reports.flatMap(({ takes }) => takes.map(inOurWords)),
    ...(bills.length === 0 ? {} : { bills }),
    ...(uploads.length === 0 ? {} : { uploads }),
    ...(stopped === undefined ? {} : { stopped: withWayOut(stopped) }),
  };
}

function inOurWords(take: TakeReport): TakeReport {
  const { storyboard, id, taskId, error } = take;
  return error === undefined ? take : { ...take, error: withWayOut(error, { take: `${storyboard}/${id}`, taskId }) };
}

/** The way out as it is typed here, instead of its name. */
function withWayOut<Error extends Pick<TakeError, "hint" | "way">>(
  { way, ...error }: Error,
  about: Pick<Trouble, "take" | "taskId"> = {},
): Omit<Error, "way"> {
  const hint = wayOut({ ...about, hint: error.hint, way });
  return { ...error, ...present({ hint }) };
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
