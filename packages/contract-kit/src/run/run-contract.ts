import type { Case } from "../case/case.ts";
import type { CaseResult, ContractReport } from "../report/report.ts";
import type { ContractOptions } from "./options.ts";
import { undecided } from "./conclude.ts";
import { runCase } from "./run-case.ts";
import { setUp } from "./run-set-up.ts";
import { toReport } from "./to-report.ts";

/** Calls without an answer in a row after which the endpoint counts as gone. */
const mostSilentCases = 3;

/** Tests an endpoint against its format, case by case. */
export async function runContract(options: ContractOptions): Promise<ContractReport> {
  const { cases, run, report } = await openContract(options);
  for (const [done, one] of cases.entries()) {
    options.onCase?.({ id: one.id, done, total: cases.length });
    await run(one);
  }
  return report();
}

/** A contract check that is carried out one case at a time, such as by a test runner. */
export interface OpenContract {
  readonly cases: readonly Case[];
  run(this: void, one: Case): Promise<CaseResult>;
  /** What the cases run so far have come to. */
  report(this: void): ContractReport;
}

/** Finds out what the endpoint offers and gets ready to run its cases. */
export async function openContract(options: ContractOptions): Promise<OpenContract> {
  const set = await setUp(options);
  const results: CaseResult[] = [];
  const earlier = new Map(options.resume?.results.map((result) => [result.id, result]));
  let silent = 0;
  return {
    cases: set.cases,
    run: async (one) => {
      const known = earlier.get(one.id);
      if (known !== undefined) {
        results.push(known);
        return known;
      }
      const isGone = silent >= mostSilentCases;
      const result = isGone ? undecided(one, "the endpoint no longer answers") : await runCase(set, one);
      silent = result.verdict === "undecided" && result.findings.length === 0 ? silent + 1 : 0;
      results.push(result);
      options.onState?.({ result });
      options.onResult?.(result);
      return result;
    },
    report: () => toReport(set, results),
  };
}
