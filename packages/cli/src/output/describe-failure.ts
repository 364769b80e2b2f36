import { getSystemErrorMap } from "node:util";
import { CommandError } from "../errors.ts";
import { ExitCode } from "../exit-code.ts";

/** What a person is told about a failure. Only a bug of ours comes with a stack. */
export interface FailureDescription {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly exitCode: ExitCode;
  readonly stack?: string;
}

/** Sorts an error into the user's, the world's or ours. */
export function describeFailure(error: unknown): FailureDescription {
  if (error instanceof CommandError) {
    const { code, message, hint, exitCode } = error;
    return { code, message, exitCode, ...(hint === undefined ? {} : { hint }) };
  }
  if (isSystemError(error)) return describeSystemError(error);
  if (isWorldError(error)) {
    const { code, message, hint } = error;
    return { code, message, exitCode: ExitCode.failed, ...(hint === undefined ? {} : { hint }) };
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    code: "internal",
    message: "Shotlist ran into a mistake of its own",
    hint: "Please report it with the lines below; no submit that was under way is lost or repeated",
    exitCode: ExitCode.failed,
    stack,
  };
}

/** The shape of the errors that the packages throw for failures of the world. */
function isWorldError(error: unknown): error is Error & { code: string; hint?: string } {
  return error instanceof Error && "code" in error && typeof error.code === "string" && "retry" in error;
}

interface SystemError extends Error {
  readonly code: string;
  readonly errno: number;
  readonly syscall?: string;
  readonly path?: string;
}

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && "errno" in error && typeof error.errno === "number" && "code" in error;
}

const advice: { readonly [code: string]: string } = {
  ENOSPC: "Free some space, or choose another folder",
  EDQUOT: "Free some space, or choose another folder",
  EACCES: "Give yourself the right to it, or choose another folder",
  EPERM: "Give yourself the right to it, or choose another folder",
  EROFS: "Choose a folder that can be written to",
  EADDRINUSE: "Choose another port with --port, or leave it out for a free one",
};

/** A failed call of the system, in the system's own words. */
export function describeSystemError(error: SystemError): FailureDescription {
  const words = getSystemErrorMap().get(error.errno)?.[1] ?? error.code;
  const hint = advice[error.code];
  return {
    code: error.code,
    message: error.path === undefined ? `${words} (${error.syscall ?? error.code})` : `${error.path}: ${words}`,
    exitCode: ExitCode.failed,
    ...(hint === undefined ? {} : { hint }),
  };
}
