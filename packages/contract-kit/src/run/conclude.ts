import { present } from "@shotlist/schema";
import type { Case } from "../case/case.ts";
import { curlOf } from "../report/curl.ts";
import type { CaseResult, Verdict } from "../report/report.ts";
import type { CaseRun } from "../call/case-run.ts";
import type { RunSetUp } from "./run-set-up.ts";

export function conclude(
  { options, baseUrl }: RunSetUp,
  one: Case,
  {
    run,
    reason,
    verdict = "undecided",
  }: { readonly run: CaseRun; readonly reason?: string; readonly verdict?: Verdict },
): CaseResult {
  const { findings } = run;
  const isFailure = findings.some(({ level }) => options.strict === true || level === "reject");
  const [offending] = findings.toSorted(
    (left, right) => Number(right.level === "reject") - Number(left.level === "reject"),
  );
  const exchange = offending === undefined ? undefined : run.exchanges[offending.exchange];
  const ended: Verdict = isFailure ? "fail" : reason === undefined ? "pass" : verdict;
  return {
    ...about(one),
    verdict: ended,
    ...(reason === undefined || ended === "fail" ? {} : { reason }),
    findings,
    exchanges: findings.length === 0 ? [] : run.exchanges,
    ...(exchange === undefined ? {} : { curl: curlOf(options.format, baseUrl, exchange) }),
  };
}

export function undecided(one: Case, reason: string): CaseResult {
  return { ...about(one), verdict: "undecided", reason, findings: [], exchanges: [] };
}

function about({
  id,
  operation,
  title,
  rule,
  provenance,
  level,
  bills,
}: Case): Omit<CaseResult, "verdict" | "findings" | "exchanges"> {
  return { id, operation, title, ...present({ rule }), provenance, level, bills };
}
