import { randomUUID } from "node:crypto";
import { realpathSync, statSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { describeSystemError, isSystemError } from "./system-error.ts";
import { makeFolder } from "./make-folder.ts";

/**
 * Writes a file that a command was asked for, and makes the folders above it. The text goes to a file next to it first: where it
 * cannot be written, what was there before stays as it was.
 */
export async function writeOutput(path: string, text: string, cwd: string): Promise<void> {
  await whileWriting(path, async () => {
    const file = behindLinks(resolve(cwd, path));
    const before = statSync(file, { throwIfNoEntry: false });
    // A pipe or a device has no file next to it.
    if (before !== undefined && !before.isFile()) return writeFile(file, text);
    makeFolder(dirname(file));
    const beside = `${file}.${randomUUID()}.part`;
    try {
      await writeFile(beside, text, { mode: before?.mode ?? 0o666 });
      await rename(beside, file);
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
  });
}

/** What the system refuses is said with the file that it is about. */
export async function whileWriting<Value>(path: string, write: () => Promise<Value>): Promise<Value> {
  try {
    return await write();
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    const { words, hint = "Use another file" } = describeSystemError(cause);
    throw new CommandError(`Cannot write ${path}: ${words}`, {
      code: "unwritable_file",
      exitCode: ExitCode.failed,
      hint,
      cause,
    });
  }
}

/** The file itself where the path is a link to it; the path where there is none yet. */
function behindLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
