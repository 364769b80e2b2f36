import { toScorecard } from "@shotlist/contract-kit";
import type { ContractReport } from "@shotlist/contract-kit";
import { defineCommand, type Command } from "../arguments/command.ts";
import { CommandError, usageError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { parseJson } from "../files/parse-json.ts";
import { readInput } from "../files/read-input.ts";
import { writeOutput } from "../files/write-output.ts";

/** Compares reports of endpoints. */
export const contractScorecard: Command = defineCommand({
  name: "contract scorecard",
  summary: "Write an HTML page that compares JSON reports of contract run",
  positionals: [{ name: "REPORT", repeated: true }],
  options: { out: { value: "FILE", description: "File to write" } },
  examples: ["shotlist contract scorecard one.json two.json --out scorecard.html"],
  async run(files, { out }, { stdout, cwd }) {
    if (out === undefined) throw usageError("shotlist contract scorecard needs --out FILE");
    const reports = await Promise.all(files.map(async (file) => readReport(file, await readInput(file, cwd))));
    await writeOutput(out, toScorecard(reports), cwd);
    stdout.write(`${out}\n`);
    return ExitCode.ok;
  },
});

function readReport(file: string, text: string): ContractReport {
  const value: unknown = parseJson(file, text);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a report of this version is
  if (isReport(value)) return value as ContractReport;
  throw new CommandError(`${file} is not a report of contract run`, {
    code: "report_unreadable",
    exitCode: ExitCode.wrong,
    hint: "Write one with shotlist contract run … --json",
  });
}

function isReport(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const { version, results, title, edition }: Partial<Record<string, unknown>> = { ...value };
  return version === 1 && Array.isArray(results) && typeof title === "string" && typeof edition === "string";
}
