import { ExitCode, strongest } from "../world/exit-code.ts";

/** One thing that was looked at. */
export interface Finding {
  /** What was looked at, such as `node` or `key of inhouse`. */
  readonly subject: string;
  /** `note`: nothing is wrong, but it is good to know. */
  readonly state: "good" | "note" | "problem";
  readonly message: string;
  /** The way out. */
  readonly hint?: string | undefined;
  /** What a render would end with because of it. */
  readonly exitCode?: ExitCode;
}

/** The exit code for what was found. */
export function exitCodeOfFindings(findings: readonly Finding[]): ExitCode {
  return strongest(
    findings.flatMap(({ state, exitCode }) => (state === "problem" ? [exitCode ?? ExitCode.failed] : [])),
  );
}
