import { groupByRule } from "./group.ts";
import type { CaseResult, ContractReport } from "./report.ts";

/** How many rules of a format an endpoint keeps. */
export interface Score {
  readonly passed: number;
  /** Rules with a verdict: what was not offered, skipped or left undecided counts on neither side. */
  readonly judged: number;
  readonly undecided: number;
  readonly kind: "good" | "warn" | "fail";
}

/** The score of a report, or of a part of its results. An accepted departure is a departure. */
export function scoreOf({
  results,
}: Pick<ContractReport, "results"> | { readonly results: readonly CaseResult[] }): Score {
  const rules = groupByRule(results);
  const count = (verdict: CaseResult["verdict"]): number => rules.filter((rule) => rule.verdict === verdict).length;
  const [passed, failed, undecided] = [count("pass"), count("fail"), count("undecided")];
  const kind = failed > 0 ? "fail" : undecided > 0 || passed === 0 ? "warn" : "good";
  return { passed, judged: passed + failed, undecided, kind };
}
