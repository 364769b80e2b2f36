import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { present } from "@shotlist/schema";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { describeSystemError, isSystemError } from "./system-error.ts";

/** More than a text can hold in memory; what a storyboard may be is far less, and core says so at its place. */
const maxBytes = 500 * 1024 * 1024;

/** The text of a file that was named on the command line. A file that cannot be read is the caller's mistake. */
export async function readInput(path: string, cwd: string): Promise<string> {
  try {
    await using file = await open(resolve(cwd, path));
    const facts = await file.stat();
    // A device may have no end.
    if (facts.isCharacterDevice()) throw unreadable(path, "it is a device", "Use a file");
    if (facts.size > maxBytes) throw unreadable(path, "it is larger than 500 MB", "Split it, or use another file");
    return await file.readFile("utf8");
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    const { words, hint } = describeSystemError(cause);
    throw unreadable(path, words, hint, cause);
  }
}

function unreadable(path: string, why: string, hint: string | undefined, cause?: unknown): CommandError {
  return new CommandError(`Cannot read ${path}: ${why}`, {
    code: "unreadable_file",
    exitCode: ExitCode.wrong,
    ...present({ hint }),
    cause,
  });
}
