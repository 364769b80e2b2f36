import { formatStoryboard, type Diagnostic } from "@shotlist/core";
import { defineCommand, type Command } from "../arguments/command.ts";
import { ExitCode } from "../world/exit-code.ts";
import { readInput } from "../files/read-input.ts";
import { writeOutput } from "../files/write-output.ts";
import { countDiagnostics, describeDiagnostics } from "../output/diagnostics.ts";
import { hasColour } from "../output/style.ts";
import { count } from "../output/units.ts";
import { say, translate } from "../text/say.ts";

/** Formats storyboards, or names those that are not formatted. */
export const fmt: Command = defineCommand({
  name: "fmt",
  summary: "Format storyboards (comments are kept)",
  positionals: [{ name: "FILE", repeated: true }],
  options: { check: { description: "Change nothing; exit with 1 if a file would change" } },
  examples: ["shotlist fmt storyboards/*.yaml", "shotlist fmt --check storyboards/*.yaml"],
  async run(files, options, { stdout, env, cwd }) {
    // All are read before one is written: a mistake in the last leaves the first alone.
    const laidOut = await Promise.all(files.map((file) => layOut(file, cwd)));
    const refused = laidOut.filter(({ after }) => after === undefined);
    // What was left as it is for the sake of its meaning is named as well.
    for (const { before, diagnostics } of laidOut) {
      stdout.write(describeDiagnostics(diagnostics, { textOf: () => before, color: hasColour(stdout, env) }));
    }
    if (refused.length > 0) {
      const problems = countDiagnostics(refused.flatMap(({ diagnostics }) => diagnostics));
      stdout.write(say`Nothing was changed: ${translate(problems)}\n`);
      return ExitCode.wrong;
    }
    const uneven = laidOut.filter(({ before, after }) => before !== after);
    for (const { file, after } of uneven) {
      if (!options.check) await writeOutput(file, after ?? "", cwd);
      stdout.write(options.check ? say`${file}: would change\n` : say`${file}: changed\n`);
    }
    if (uneven.length === 0) stdout.write(say`${translate(count(files.length, "storyboard"))}: nothing to change\n`);
    return options.check && uneven.length > 0 ? ExitCode.failed : ExitCode.ok;
  },
});

interface LaidOut {
  readonly file: string;
  readonly before: string;
  /** Absent where the text cannot be read as a storyboard. */
  readonly after: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

async function layOut(file: string, cwd: string): Promise<LaidOut> {
  const before = await readInput(file, cwd);
  const { text, diagnostics } = formatStoryboard({ file, text: before });
  return { file, before, after: text, diagnostics };
}
