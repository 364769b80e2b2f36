import type { Plan, Target } from "@shotlist/core";
import { CommandError, usageError } from "../errors.ts";
import { ExitCode } from "../exit-code.ts";
import { countDiagnostics, describeDiagnostics, diagnosticToJson } from "../output/diagnostics.ts";
import { hasColour } from "../output/style.ts";
import type { Environment, World } from "../world.ts";
import { compileFiles } from "./compile-files.ts";

interface CompileOrRefuseOptions {
  readonly world: World;
  readonly env: Environment;
  readonly strict: boolean;
  readonly target: Target | undefined;
}

/** Compiles storyboards for a command that goes on with them. Prints every diagnostic; an error among them ends the command. */
export async function compileOrRefuse(
  files: readonly string[],
  { world, env, strict, target }: CompileOrRefuseOptions,
): Promise<readonly Plan[]> {
  const { stderr, cwd } = world;
  const { plans, diagnostics, textOf } = await compileFiles(files, { cwd, env, strict, target });
  stderr.write(describeDiagnostics(diagnostics, { textOf, color: hasColour(stderr, world.env) }));
  if (diagnostics.some(({ severity }) => severity === "error")) {
    throw new CommandError(`Nothing was rendered or sent: ${countDiagnostics(diagnostics)}`, {
      code: "storyboard_wrong",
      exitCode: ExitCode.wrong,
      details: { diagnostics: diagnostics.map(diagnosticToJson) },
    });
  }
  refuseSharedNames(plans);
  return plans;
}

/** A storyboard's name is its identity in the ledger. */
function refuseSharedNames(plans: readonly Plan[]): void {
  const fileOf = new Map<string, string>();
  for (const { storyboard, file } of plans) {
    const other = fileOf.get(storyboard);
    if (other === undefined) {
      fileOf.set(storyboard, file);
      continue;
    }
    throw other === file
      ? usageError(`${file} was named twice`)
      : usageError(`${other} and ${file} have one name, ${storyboard}`, "Give one of them another `name:`");
  }
}
