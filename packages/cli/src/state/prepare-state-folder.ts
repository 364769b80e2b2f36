import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { makeFolder } from "../files/make-folder.ts";
import { describeSystemError, isSystemError } from "../files/system-error.ts";

/** Makes the state folder where it is not there yet, and keeps it out of git: a ledger cannot be merged. */
export function prepareStateFolder(folder: string): void {
  if (existsSync(folder)) return;
  try {
    makeFolder(folder);
    writeFileSync(join(folder, ".gitignore"), "*\n");
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    const { words } = describeSystemError(cause);
    throw new CommandError(`Cannot create the state folder ${folder}: ${words}`, {
      code: "state_folder",
      exitCode: ExitCode.failed,
      hint: "Make its parent writable, or choose another folder with --state",
      cause,
    });
  }
}
