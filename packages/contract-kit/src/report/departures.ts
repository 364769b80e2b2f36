import type { Exchange } from "../answer/exchange.ts";
import type { LocatedFinding } from "../call/case-run.ts";
import { commonCauses } from "./common-cause.ts";
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
  /** Further rules whose bodies got the very same wrong refusal. */
  readonly otherRules: readonly string[];
  /** What all wrongly refused bodies have and no accepted one has. */
  readonly causes: readonly string[];
}

/** Every departure of a level, each once however many cases show it, what is plainest to see first. */
export function departuresOf(report: ContractReport, which: "failures" | "advice"): readonly Departure[] {
  const isFailure = ({ level }: LocatedFinding): boolean => report.strict || level === "reject";
  const shown = report.results.flatMap((result) =>
    result.findings
      .filter((finding) => finding.accepted !== true && isFailure(finding) === (which === "failures"))
      .map((finding) => ({ finding, result })),
  );
  // One value that is refused fails every case whose body has it: the same refusal is one departure.
  const byRule = Map.groupBy(shown, ({ finding }) =>
    isWrongRefusal(finding) ? `refused: ${finding.seen}` : finding.rule,
  );
  return [...byRule]
    .map(([, members]) => {
      const [best] = members.toSorted(
        (left, right) => traceOf(left.result, left.finding).length - traceOf(right.result, right.finding).length,
      );
      if (best === undefined) throw new Error("a group of findings is empty");
      const rules = [...new Set(members.map(({ finding }) => finding.rule))];
      return {
        rule: best.finding.rule,
        otherRules: rules.filter((rule) => rule !== best.finding.rule),
        causes: isWrongRefusal(best.finding)
          ? commonCauses(
              report,
              [...new Set(members.map(({ result }) => result))].filter(({ id }) => id.includes("/accepts-")),
            )
          : [],
        ...best,
        trace: traceOf(best.result, best.finding),
        caseIds: [...new Set(members.map(({ result }) => result.id))],
      };
    })
    .toSorted((left, right) => left.trace.length - right.trace.length);
}

function isWrongRefusal({ allowed, path }: LocatedFinding): boolean {
  return path === "" && allowed.startsWith("success");
}

/** A finding hangs on the task's submit and on what was last seen of it. */
const mostPolls = 4;

/** The calls of a case without which its finding could not be understood. */
function traceOf(
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
