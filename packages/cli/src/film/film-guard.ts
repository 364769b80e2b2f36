import { closeSync, constants, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { State } from "@shotlist/batch-runner";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { isSystemError } from "../files/system-error.ts";

/** Keeps what other people put where films go: only a film that was made here is replaced. */
export interface FilmGuard {
  /** Throws a `CommandError` where a film or poster may not be put at a file. */
  readonly assertMayPut: (file: string) => Promise<void>;
  /** Remembers a finished file by its bytes, before it gets its name. */
  readonly remember: (part: string) => Promise<void>;
}

interface GuardOptions {
  /** Absolute folder of the films' kind of money in the state. */
  readonly folder: string;
  /** Whether other plain files may be replaced. */
  readonly force: boolean;
}

/** The films that were made are known by their hashes: one on each line of a file in the state. */
export function createFilmGuard({ store }: Pick<State, "store">, { folder, force }: GuardOptions): FilmGuard {
  const record = join(folder, "films.sha256");
  return {
    assertMayPut: async (file) => {
      const found = await store.lookAt(file);
      if (found.kind === "absent") return;
      if (found.kind === "other") throw refusal(`${file} is not a regular file`, "Move it away");
      if (force || madeHere(record).has(found.sha256)) return;
      throw refusal(
        `${file} was not made by Shotlist or was edited since, so it is not replaced`,
        "Check the file; then move it away, or replace it with --force-output",
      );
    },
    remember: async (part) => {
      const found = await store.lookAt(part);
      if (found.kind !== "file" || madeHere(record).has(found.sha256)) return;
      try {
        append(record, `${found.sha256}\n`);
      } catch (error) {
        // A state that cannot be written to still yields a film; the next `cut` does not replace it unasked.
        if (!isSystemError(error)) throw error;
      }
    },
  };
}

function madeHere(record: string): ReadonlySet<string> {
  try {
    return new Set(readFileSync(record, "utf8").split("\n"));
  } catch (error) {
    if (isSystemError(error)) return new Set();
    throw error;
  }
}

/** A state may come from a stranger: a link in the record's place is not written through. */
function append(record: string, line: string): void {
  const { O_APPEND, O_CREAT, O_NOFOLLOW, O_WRONLY } = constants;
  const handle = openSync(record, O_APPEND | O_CREAT | O_NOFOLLOW | O_WRONLY, 0o600);
  try {
    writeSync(handle, line);
  } finally {
    closeSync(handle);
  }
}

function refusal(message: string, hint: string): CommandError {
  return new CommandError(message, { code: "output_refused", exitCode: ExitCode.wrong, hint });
}
