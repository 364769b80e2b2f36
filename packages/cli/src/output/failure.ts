import type { ExitCode } from "../world/exit-code.ts";
import type { World } from "../world/world.ts";
import { describeFailure } from "./describe-failure.ts";
import { writeJson } from "./json.ts";
import { toOneLine } from "./plain-text.ts";
import { styleFor } from "./style.ts";
import { say, translate } from "../text/say.ts";

interface ReportOptions {
  /** Whether stdout is promised one JSON document. */
  readonly json: boolean;
}

/** Prints what went wrong and returns the exit code for it. */
export function reportFailure(error: unknown, { stdout, stderr, env }: World, { json }: ReportOptions): ExitCode {
  const style = styleFor(stderr, env);
  const { code, message, hint, exitCode, stack, details } = describeFailure(error);
  if (json) writeJson(stdout, { ok: false, error: { code, message, hint }, ...details });
  stderr.write(`${style(["red", "bold"], say`error: `)}${toOneLine(translate(message))}\n`);
  if (hint !== undefined) stderr.write(`${style("cyan", say`help: `)}${translate(hint)}\n`);
  if (stack !== undefined) stderr.write(`${style("dim", stack)}\n`);
  return exitCode;
}
