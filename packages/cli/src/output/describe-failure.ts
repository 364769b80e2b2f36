import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { toOneLine } from "./plain-text.ts";
import { wayOut, type Trouble } from "./ways-out.ts";
import { describeSystemError, isSystemError, placeOfSystemError } from "../files/system-error.ts";

/** What is shown to a person about a failure. Only a bug of ours comes with a stack. */
export interface FailureDescription {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly exitCode: ExitCode;
  readonly stack?: string;
  /** What else the document of `--json` says. */
  readonly details?: object;
}

/** Sorts an error into the user's, the world's or ours. */
export function describeFailure(error: unknown): FailureDescription {
  if (error instanceof CommandError) {
    const { code, message, hint, exitCode, details } = error;
    return { code, message, hint, exitCode, details };
  }
  if (isSystemError(error)) {
    const { words, hint } = describeSystemError(error);
    return { code: error.code, message: `${placeOfSystemError(error)}: ${words}`, hint, exitCode: ExitCode.failed };
  }
  if (isWorldError(error)) {
    const { code, message } = error;
    const hint = wayOut(error) ?? hints[code];
    return { code, message: toOneLine(message), hint, exitCode: exitCodes[code] ?? ExitCode.failed };
  }
  return {
    code: "internal",
    message: "Internal error in Shotlist",
    hint: "Please report it with the lines below. What was submitted is in the ledger and is not submitted again",
    exitCode: ExitCode.failed,
    stack: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

/** Failures that are more than a vendor or a disk that cannot be used. */
const exitCodes: { readonly [code: string]: ExitCode } = {
  ledger_held: ExitCode.held,
  ledger_fenced: ExitCode.held,
  ledger_busy: ExitCode.held,
  budget_needs_price: ExitCode.wrong,
  lock_unreadable: ExitCode.wrong,
  lock_too_new: ExitCode.wrong,
  take_unknown: ExitCode.wrong,
  take_ambiguous: ExitCode.wrong,
  nothing_to_decide: ExitCode.wrong,
  task_known: ExitCode.wrong,
  version_unknown: ExitCode.wrong,
  clip_changed: ExitCode.wrong,
  clip_missing: ExitCode.undecided,
  clip_damaged: ExitCode.undecided,
  import_unreadable: ExitCode.wrong,
  amount_unusable: ExitCode.wrong,
  scenario_invalid: ExitCode.wrong,
  bad_url: ExitCode.wrong,
  live_required: ExitCode.wrong,
  https_required: ExitCode.wrong,
};

/** Ways out that only the command line knows. */
const hints: { readonly [code: string]: string } = {
  live_required: "Add --live to allow reads, and submits with an invalid key",
};

/** As our packages write their codes; Node and libraries write theirs in capitals. */
const ownCode = /^[a-z][a-z\d_]*$/u;

/** The shape of the errors that the packages throw for failures of the world. */
function isWorldError(error: unknown): error is Error & Trouble & { readonly code: string } {
  return error instanceof Error && "code" in error && typeof error.code === "string" && ownCode.test(error.code);
}
