import { ExitCode } from "./exit-code.ts";

/** A failure that is the user's or the world's: printed as one message with a way out, never with a stack. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly code: string;
  readonly exitCode: ExitCode;
  /** The way out. */
  readonly hint: string | undefined;

  constructor(
    message: string,
    { code, exitCode, hint, cause }: { code: string; exitCode: ExitCode; hint?: string; cause?: unknown },
  ) {
    super(message, { cause });
    this.code = code;
    this.exitCode = exitCode;
    this.hint = hint;
  }
}

/** The arguments are wrong. */
export function usageError(message: string, hint?: string): CommandError {
  return new CommandError(message, {
    code: "usage",
    exitCode: ExitCode.wrong,
    ...(hint === undefined ? {} : { hint }),
  });
}
