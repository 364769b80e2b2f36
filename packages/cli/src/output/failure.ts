import { ExitCode } from "../exit-code.ts";
import type { World } from "../world.ts";
import { describeFailure } from "./describe-failure.ts";
import { styleFor } from "./style.ts";

/** Prints what went wrong and returns the exit code for it. */
export function reportFailure(error: unknown, { stderr, env }: Pick<World, "stderr" | "env">): ExitCode {
  const style = styleFor(stderr, env);
  const failure = describeFailure(error);
  stderr.write(`${style(["red", "bold"], "error:")} ${failure.message}\n`);
  if (failure.hint !== undefined) stderr.write(`${style("cyan", "help:")} ${failure.hint}\n`);
  if (failure.stack !== undefined) stderr.write(`${style("dim", failure.stack)}\n`);
  return failure.exitCode;
}
