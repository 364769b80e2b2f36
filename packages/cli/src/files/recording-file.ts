import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import { entryLine, headLine, type TraceEntry } from "@shotlist/contract-kit";
import type { FormatId } from "@shotlist/schema";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { describeSystemError, isSystemError } from "./system-error.ts";

/** A recording that is being written. */
export interface RecordingFile extends Disposable {
  write(this: void, entry: TraceEntry): void;
  /** From now on the file stays, whatever happens. */
  keep(this: void): void;
  /** Fires when a line could not be written. The client has its answer all the same: it may have been paid for. */
  readonly failed: AbortSignal;
}

/** A recording may have cost money, so that one is never written over. */
export function createRecordingFile(
  out: string,
  { format, cwd }: { readonly format: FormatId; readonly cwd: string },
): RecordingFile {
  const path = resolve(cwd, out);
  const file = openNew(path, out);
  const failure = new AbortController();
  let isKept = false;
  const append = (line: string): void => {
    try {
      writeSync(file, line);
    } catch (error) {
      failure.abort(error);
    }
  };
  append(headLine(format));
  return {
    write: (entry) => append(entryLine(entry)),
    keep: () => {
      isKept = true;
    },
    failed: failure.signal,
    [Symbol.dispose]: () => {
      closeSync(file);
      if (!isKept) rmSync(path);
    },
  };
}

function openNew(path: string, out: string): number {
  try {
    return openSync(path, "wx");
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    const exists = cause.code === "EEXIST";
    const { words } = describeSystemError(cause);
    throw new CommandError(exists ? `${out} already exists` : `Cannot write ${out}: ${words}`, {
      code: exists ? "file_exists" : "unwritable_file",
      exitCode: ExitCode.wrong,
      hint: exists ? "Use another name, or delete it if you do not need it" : "Use another name",
      cause,
    });
  }
}
