import { RunnerError } from "./runner-error.ts";
import type { WayOut } from "./way-out.ts";

interface LockFault {
  readonly fault: string;
  readonly line?: number;
  readonly hint: string;
  readonly way?: WayOut;
}

export type LockFileCode = "lock_unreadable" | "lock_too_new";

/** A storyboard's lock file cannot be read. Nothing is submitted until it can. */
export class LockFileError extends RunnerError {
  override readonly name = "LockFileError";
  readonly code: LockFileCode;
  readonly file: string;
  /** Counted from 1, where one line is to blame. */
  readonly line?: number;
  constructor(code: LockFileCode, file: string, { fault, line, hint, way }: LockFault) {
    super(`${file}${line === undefined ? "" : `:${line}`}: ${fault}`, { hint, way });
    this.code = code;
    this.file = file;
    if (line !== undefined) this.line = line;
  }
}
