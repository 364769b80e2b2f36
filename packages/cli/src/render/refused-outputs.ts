import { OutputRefusedError, type OutputRefusal } from "@shotlist/batch-runner";
import type { Diagnostic } from "@shotlist/core";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { readInput } from "../files/read-input.ts";
import { describeDiagnostics, diagnosticToJson } from "../output/diagnostics.ts";
import { hasColour } from "../output/style.ts";
import { count } from "../output/units.ts";
import type { World } from "../world/world.ts";

/** Says of outputs that were refused before anything was submitted where they are asked for, and ends the command. */
export async function whileOutputsAreFree<Value>(world: World, render: () => Promise<Value>): Promise<Value> {
  try {
    return await render();
  } catch (error) {
    if (!(error instanceof OutputRefusedError)) throw error;
    throw await refuse(error.refusals, world);
  }
}

async function refuse(refusals: readonly OutputRefusal[], world: World): Promise<CommandError> {
  const { stderr, cwd, env } = world;
  const diagnostics = refusals.map(toDiagnostic);
  const files = new Set(diagnostics.map(({ file }) => file));
  const texts = new Map<string, string>();
  for (const file of files) texts.set(file, await readInput(file, cwd).catch(() => ""));
  const described = diagnostics.slice(0, longestList);
  stderr.write(describeDiagnostics(described, { textOf: (file) => texts.get(file), color: hasColour(stderr, env) }));
  return new CommandError(
    `Nothing was submitted: ${count(refusals.length, "clip")} cannot be written where the storyboard says`,
    {
      code: "output_refused",
      exitCode: ExitCode.wrong,
      hint: refusals.every(({ reason }) => reason === "not_a_clip")
        ? "Check the files; then move them away, or replace them with --force-output"
        : "Choose another `output`, or give a folder with --out",
      details: { diagnostics: diagnostics.map(diagnosticToJson) },
    },
  );
}

/** More of them say nothing new. */
const longestList = 20;

function toDiagnostic({ place, message, reason, take }: OutputRefusal): Diagnostic {
  const { file, line, column } = place;
  const help =
    reason === "not_a_clip"
      ? "Move the file away, choose another place for the clip, or replace the file with --force-output."
      : "Choose a place in the repository, or give a folder with --out.";
  return {
    code: "output-refused",
    severity: "error",
    message: `${take}: ${message}`,
    file,
    line,
    column,
    endLine: line,
    endColumn: column + 1,
    help,
  };
}
