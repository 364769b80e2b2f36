import type { TakeError } from "../failures/take-error.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import type { Outcome } from "../work/outcome.ts";

/** What came of submitting a digest. */
export type Submission =
  /** There is a task to wait for. */
  | { readonly kind: "task"; readonly attempt: Attempt }
  | { readonly kind: "ended"; readonly outcome: Outcome }
  /** Another session of a shared ledger was first: it is looked at again later. */
  | { readonly kind: "held" };

/** What came of one try. */
export type Try = Submission | { readonly kind: "again" } | { readonly kind: "not-created"; readonly error: TakeError };

/** Nothing is submitted where there is an attempt. */
export function leftAsItIs({ state }: Attempt): Extract<Submission, { kind: "ended" }> {
  return left({
    code: "exists",
    message: `The take already has an attempt, which is ${state.name}`,
    hint: "Run again.",
  });
}

/** Nothing was submitted. */
export function left(error: TakeError): Extract<Submission, { kind: "ended" }> {
  return { kind: "ended", outcome: { status: "left", error } };
}

export const stoppedError: TakeError = {
  code: "stopped",
  message: "The run ended before the take was submitted",
  hint: "Run again to continue.",
};
