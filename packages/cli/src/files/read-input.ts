import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { CommandError } from "../errors.ts";
import { ExitCode } from "../exit-code.ts";
import { describeSystemError, isSystemError } from "../output/system-error.ts";

/** The text of a file that was named on the command line. A file that cannot be read is the caller's mistake. */
export async function readInput(path: string, cwd: string): Promise<string> {
  try {
    return await readFile(resolve(cwd, path), "utf8");
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    const { words, hint } = describeSystemError(cause);
    throw new CommandError(`Cannot read ${path}: ${words}`, {
      code: "unreadable_file",
      exitCode: ExitCode.wrong,
      ...(hint === undefined ? {} : { hint }),
      cause,
    });
  }
}
