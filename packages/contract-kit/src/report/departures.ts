import type { Exchange } from "../answer/exchange.ts";
import type { LocatedFinding } from "../run/case-run.ts";
import type { CaseResult, ContractReport } from "./report.ts";

/** One rule that the endpoint departs from, with the case that shows it best. */
export interface Departure {
  readonly rule: string;
  readonly finding: LocatedFinding;
  /** The case with the fewest calls. */
  readonly result: CaseResult;
  /** The calls that led to it, most telling last. */
  readonly trace: readonly Exchange[];
  /** Ids of all cases that show it. */
  readonly caseIds: readonly string[];
}

/** Every departure of a level, each once however many cases show it, what is plainest to see first. */
export function departuresOf(report: ContractReport, which: "failures" | "advice"): readonly Departure[] {
  const isFailure = ({ level }: LocatedFinding): boolean => report.strict || level === "reject";
  const shown = report.results.flatMap((result) =>
    result.findings
      .filter((finding) => isFailure(finding) === (which === "failures"))
      .map((finding) => ({ finding, result })),
  );
  const byRule = Map.groupBy(shown, ({ finding }) => finding.rule);
  return [...byRule]
    .map(([rule, members]) => {
      const [best] = members.toSorted(
        (left, right) => traceOf(left.result, left.finding).length - traceOf(right.result, right.finding).length,
      );
      if (best === undefined) throw new Error(`the group of ${rule} is empty`);
      return {
        rule,
        ...best,
        trace: traceOf(best.result, best.finding),
        caseIds: [...new Set(members.map(({ result }) => result.id))],
      };
    })
    .toSorted((left, right) => left.trace.length - right.trace.length);
}

/** A finding hangs on the task's submit and on what was last seen of it. */
const mostPolls = 4;

/** The calls of a case without which its finding could not be understood. */
export function traceOf(
  { exchanges }: Pick<CaseResult, "exchanges">,
  { exchange: place }: LocatedFinding,
): readonly Exchange[] {
  const offending = exchanges[place];
  if (offending === undefined) return [];
  if (offending.taskId === undefined) return [offending];
  const before = exchanges.slice(0, place);
  const submit = before.findLast(
    (one) => one.operation === "submit" && JSON.stringify(one.answer).includes(`"${offending.taskId}"`),
  );
  const polls = before.filter((one) => one.taskId === offending.taskId).slice(-mostPolls);
  return [...(submit === undefined ? [] : [submit]), ...polls, offending];
}
