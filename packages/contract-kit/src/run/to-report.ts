import { editionOf, editionsOf, factsOf } from "@shotlist/schema";
import type { CanonicalStatus } from "@shotlist/schema";
import { canonicalOf } from "../oracle/belief.ts";
import type { CaseResult, ContractReport, ContractTotals, CoveredStep, Verdict } from "../report/report.ts";
import type { ContractOptions } from "./options.ts";
import { targetOf, type RunSetUp } from "./run-set-up.ts";

export function toReport(
  { options, baseUrl, seed, spend, stepsSeen, isLocal }: RunSetUp,
  results: readonly CaseResult[],
): ContractReport {
  const { format, strict = false, budget } = options;
  const { title, document } = factsOf(format);
  const totals = totalsOf(results);
  return {
    version: 1,
    format,
    title,
    document,
    edition: editionOf(format) ?? editionsOf(format).at(-1)?.id ?? "",
    target: targetOf(baseUrl),
    live: !isLocal,
    strict,
    seed,
    ok: totals.fail === 0 && totals.undecided === 0,
    totals,
    spent: {
      submits: spend.submits,
      ...(budget === undefined ? {} : { amount: spend.reserved, currency: budget.currency }),
    },
    steps: coveredSteps(options, stepsSeen),
    results,
  };
}

function totalsOf(results: readonly CaseResult[]): ContractTotals {
  const count = (verdict: Verdict): number => results.filter((result) => result.verdict === verdict).length;
  return {
    pass: count("pass"),
    fail: count("fail"),
    notOffered: count("not offered"),
    skipped: count("skipped"),
    undecided: count("undecided"),
    advice: results.filter(({ verdict, findings }) => verdict === "pass" && findings.length > 0).length,
  };
}

function coveredSteps({ format }: ContractOptions, seen: ReadonlySet<string>): readonly CoveredStep[] {
  const steps = new Map<string, CoveredStep>();
  for (const edge of factsOf(format).lifecycle) {
    const [from, to] = [canonicalOf(format, edge.from), canonicalOf(format, edge.to)] as readonly (
      | CanonicalStatus
      | undefined
    )[];
    if (from === undefined || to === undefined || from === to) continue;
    steps.set(`${from} ${to}`, { from, to, seen: seen.has(`${from} ${to}`) });
  }
  return [...steps.values()];
}
