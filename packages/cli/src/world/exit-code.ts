import type { InterruptName } from "./world.ts";

/** The exit codes that scripts rely on. */
export const ExitCode = {
  ok: 0,
  /** Some takes failed, or the vendor or the disk cannot be used. */
  failed: 1,
  /** The storyboard, the arguments or a key are wrong. */
  wrong: 2,
  /** A take needs a decision: uncertain, lost or missing. */
  undecided: 3,
  /** A budget or cap stopped the run, or takes were skipped without consent. */
  capped: 4,
  /** Another run holds the ledger. */
  held: 5,
  /** Tasks still run; run again to collect. */
  detached: 6,
  /** `plan --exit-code`: there is something to render. */
  pending: 7,
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** How a run ends that somebody ended: 128 and the number of the signal. */
export const exitCodeOfInterrupt: { readonly [name in InterruptName]: ExitCode } = {
  SIGINT: ExitCode.interrupted,
  SIGTERM: ExitCode.terminated,
  SIGHUP: ExitCode.hungUp,
};

const precedence: readonly ExitCode[] = [130, 143, 129, 5, 2, 3, 4, 1, 6, 7];

/** The one to exit with where several apply. */
export function strongest(codes: readonly ExitCode[]): ExitCode {
  return precedence.find((code) => codes.includes(code)) ?? ExitCode.ok;
}
