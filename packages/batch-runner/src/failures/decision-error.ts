import { RunnerError } from "./runner-error.ts";
import type { WayOut } from "./way-out.ts";

export type DecisionCode =
  | "take_unknown"
  | "take_ambiguous"
  | "nothing_to_decide"
  | "task_known"
  | "version_unknown"
  | "clip_missing"
  | "clip_damaged"
  | "clip_changed";

/** A decision that does not fit the state of its take. */
export class DecisionError extends RunnerError {
  override readonly name = "DecisionError";
  readonly code: DecisionCode;
  constructor(code: DecisionCode, message: string, options: { hint: string; way?: WayOut }) {
    super(message, options);
    this.code = code;
  }
}
