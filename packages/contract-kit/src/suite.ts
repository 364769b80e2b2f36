import type { Case } from "./case/case.ts";
import { selectCases } from "./case/select-cases.ts";
import type { CaseResult } from "./report/report.ts";
import { describeResult } from "./run/describe-result.ts";
import type { ContractOptions } from "./run/options.ts";
import { openContract } from "./run/run-contract.ts";
import type { OpenContract } from "./run/run-contract.ts";

/** Options of a suite: those of a run, except that the endpoint may come to be known only when the tests start. */
export interface SuiteOptions extends Omit<ContractOptions, "baseUrl" | "onResult"> {
  readonly baseUrl: string | (() => string | Promise<string>);
}

/** Thrown in the test of a case that failed. */
export class ContractBrokenError extends Error {
  override readonly name = "ContractBrokenError";
  readonly code = "contract_broken";
  readonly result: CaseResult;

  constructor(result: CaseResult) {
    super(`${result.title}: ${describeResult(result)}`);
    this.result = result;
  }
}

/** A case as a test: its title, and what to do. */
export interface SuiteTest {
  readonly title: string;
  /** Undefined after a pass; otherwise why it was not judged. Throws `ContractBrokenError` after a failure. */
  run(this: void): Promise<string | undefined>;
}

/** The cases of a format as tests, which must run one after the other. */
export function suiteTests({ baseUrl, ...options }: SuiteOptions): readonly SuiteTest[] {
  let opened: Promise<OpenContract> | undefined;
  const open = async (): Promise<OpenContract> =>
    await openContract({ ...options, baseUrl: typeof baseUrl === "string" ? baseUrl : await baseUrl() });
  const run = async (one: Case): Promise<string | undefined> => {
    opened ??= open();
    const result = await (await opened).run(one);
    if (result.verdict === "fail" || result.verdict === "undecided") throw new ContractBrokenError(result);
    return result.verdict === "pass" ? undefined : `${result.verdict}: ${result.reason ?? ""}`;
  };
  return selectCases(options.format, options.only).map((one) => ({
    title: `${one.title} (${one.id})`,
    run: () => run(one),
  }));
}
