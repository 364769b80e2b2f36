import { baselineOf, BaselineUnreadableError, readBaseline, withBaseline } from "@shotlist/contract-kit";
import type { ContractReport } from "@shotlist/contract-kit";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { readInput } from "../files/read-input.ts";
import { writeOutput } from "../files/write-output.ts";

/** Reads the baseline before the run, so that a wrong name costs nothing; gives what to do with the report. */
export async function openBaseline(
  path: string | undefined,
  {
    format,
    update,
    cwd,
  }: { readonly format: ContractReport["format"]; readonly update: boolean; readonly cwd: string },
): Promise<(report: ContractReport) => Promise<ContractReport>> {
  if (path === undefined) return (report) => Promise.resolve(report);
  if (update) {
    return async (report) => {
      const baseline = baselineOf(report);
      await writeOutput(path, `${JSON.stringify(baseline, undefined, 2)}\n`, cwd);
      return withBaseline(report, baseline);
    };
  }
  const text = await readInput(path, cwd);
  try {
    const baseline = readBaseline(text, format);
    return (report) => Promise.resolve(withBaseline(report, baseline));
  } catch (cause) {
    if (!(cause instanceof BaselineUnreadableError)) throw cause;
    throw new CommandError(`Cannot use the baseline ${path}: ${cause.message}`, {
      code: "baseline_unreadable",
      exitCode: ExitCode.wrong,
      hint: "Write it with --update-baseline",
      cause,
    });
  }
}
