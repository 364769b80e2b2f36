import { present } from "@shotlist/schema";
import type { WayOut } from "./way-out.ts";

/**
 * A failure of the world. `code` is stable and public; `hint` says what to do, and `way` names it if a command is
 * needed.
 */
export abstract class RunnerError extends Error {
  abstract readonly code: string;
  readonly hint: string;
  readonly way?: WayOut;
  constructor(message: string, { hint, way, cause }: { hint: string; way?: WayOut | undefined; cause?: unknown }) {
    super(message, cause === undefined ? undefined : { cause });
    this.hint = hint;
    if (way !== undefined) this.way = way;
  }
}

/** A failure of the world as it is reported of a take or of a run. */
export function reported({ code, message, hint, way }: RunnerError): {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly way?: WayOut;
} {
  return { code, message, hint, ...present({ way }) };
}
