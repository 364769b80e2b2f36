import type { Plan, Target } from "@shotlist/core";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { countDiagnostics, describeDiagnostics, diagnosticToJson } from "../output/diagnostics.ts";
import type { Owner } from "../owner/owner.ts";
import { hasColour } from "../output/style.ts";
import type { FileRead } from "../world/witness.ts";
import type { Environment, World } from "../world/world.ts";
import { compileFiles } from "./compile-files.ts";
import { refuseFiles } from "./refuse-files.ts";

export interface CompileOrRefuseOptions {
  readonly world: World;
  readonly env: Environment;
  readonly owner: Owner;
  readonly strict: boolean;
  readonly target: Target | undefined;
  readonly onRead?: ((read: FileRead) => void) | undefined;
}

/** Compiles storyboards for a command. Prints every diagnostic; an error among them ends the command. */
export async function compileOrRefuse(
  files: readonly string[],
  { world, env, owner, strict, target, onRead }: CompileOrRefuseOptions,
): Promise<readonly Plan[]> {
  const { stderr, cwd } = world;
  const compiled = await compileFiles(files, { cwd, env, owner, strict, target, onRead });
  const { plans, diagnostics, textOf, unreadable } = compiled;
  stderr.write(describeDiagnostics(diagnostics, { textOf, color: hasColour(stderr, world.env) }));
  if (unreadable.length === 0 && diagnostics.some(({ severity }) => severity === "error")) {
    throw new CommandError(`Nothing was rendered or sent: ${countDiagnostics(diagnostics)}`, {
      code: "storyboard_wrong",
      exitCode: ExitCode.wrong,
      details: { diagnostics: diagnostics.map(diagnosticToJson) },
    });
  }
  refuseFiles(compiled);
  return plans;
}
