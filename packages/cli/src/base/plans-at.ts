import { compileStoryboard, type Compiled, type Plan, type Target } from "@shotlist/core";
import { present } from "@shotlist/schema";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { readInput } from "../files/read-input.ts";
import type { Owner } from "../owner/owner.ts";
import type { Environment } from "../world/world.ts";
import { openFilesAt } from "./files-at.ts";

interface PlansAtOptions {
  readonly cwd: string;
  readonly env: Environment;
  readonly owner: Pick<Owner, "mayReadEnv">;
  readonly target: Target | undefined;
  /** `draft`: the plans of the drafts. */
  readonly stage?: "draft" | undefined;
}

/** The plans of storyboards as they were at a revision. One that was not there yet has none; one with mistakes is refused. */
export async function plansAt(
  revision: string,
  files: readonly string[],
  { cwd, env, owner: { mayReadEnv }, target, stage }: PlansAtOptions,
): Promise<readonly Plan[]> {
  const plans: Plan[] = [];
  for (const file of files) {
    using at = openFilesAt(revision, { file, cwd });
    const copy = at.bring(file);
    if (copy === undefined) continue;
    const text = await readInput(copy, cwd);
    const source = at.filesFor(file);
    const compile = (): Compiled =>
      compileStoryboard(
        { file, text },
        { files: source, env, mayReadEnv, strict: false, stage, ...present({ target }) },
      );
    const first = compile();
    const { plan, diagnostics } = (await source.measure()) ? compile() : first;
    if (plan === undefined)
      throw wrongAt(revision, file, diagnostics.find(({ severity }) => severity === "error")?.message);
    plans.push(plan);
  }
  return plans;
}

function wrongAt(revision: string, file: string, message = "it has errors"): CommandError {
  return new CommandError(`Cannot compare ${file} at ${revision}: ${message}`, {
    code: "base_wrong",
    exitCode: ExitCode.wrong,
    hint: "Compare with a commit whose storyboard passes shotlist check",
  });
}
