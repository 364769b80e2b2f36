import { present } from "@shotlist/schema";
import { ExitCode } from "./exit-code.ts";

/** A failure that is the user's or the world's: printed as one message with a way out, never with a stack. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly code: string;
  readonly exitCode: ExitCode;
  /** The way out. */
  readonly hint: string | undefined;
  /** What else the document of `--json` says about it. */
  readonly details: object;

  constructor(message: string, { code, exitCode, hint, details = {}, cause }: CommandErrorOptions) {
    super(message, { cause });
    this.code = code;
    this.exitCode = exitCode;
    this.hint = hint;
    this.details = details;
  }
}

interface CommandErrorOptions {
  readonly code: string;
  readonly exitCode: ExitCode;
  readonly hint?: string;
  readonly details?: object;
  readonly cause?: unknown;
}

/** The arguments are wrong. */
export function usageError(message: string, hint?: string): CommandError {
  return new CommandError(message, {
    code: "usage",
    exitCode: ExitCode.wrong,
    ...present({ hint }),
  });
}
