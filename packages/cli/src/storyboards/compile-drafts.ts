import type { Plan } from "@shotlist/core";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { countDiagnostics, describeDiagnostics, diagnosticToJson } from "../output/diagnostics.ts";
import { hasColour } from "../output/style.ts";
import { compileFiles } from "./compile-files.ts";
import type { CompileOrRefuseOptions } from "./compile-or-refuse.ts";

/**
 * The plans of the drafts of storyboards that compile. What the storyboards say was already remarked on: only an error of the
 * drafts themselves is printed, and ends the command.
 */
export async function compileDrafts(
  files: readonly string[],
  { world, env, owner, strict, target }: CompileOrRefuseOptions,
): Promise<readonly Plan[]> {
  const { stderr, cwd } = world;
  const compiled = await compileFiles(files, { cwd, env, owner, strict, target, stage: "draft" });
  const { plans, textOf } = compiled;
  const errors = compiled.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return plans;
  stderr.write(describeDiagnostics(errors, { textOf, color: hasColour(stderr, world.env) }));
  throw new CommandError(`Nothing was rendered or sent: the drafts have ${countDiagnostics(errors)}`, {
    code: "storyboard_wrong",
    exitCode: ExitCode.wrong,
    hint: "Render this storyboard without --draft, or fix the shot",
    details: { diagnostics: errors.map(diagnosticToJson) },
  });
}
