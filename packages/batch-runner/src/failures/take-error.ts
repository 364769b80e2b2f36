import type { WayOut } from "./way-out.ts";

/** Why a take is in its state. `code` is stable and public. */
export interface TakeError {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  /** Name of the way out, if a command is needed. */
  readonly way?: WayOut;
  /** The vendor's own code and request id. */
  readonly vendorCode?: string;
  readonly requestId?: string;
}

/** What stopped a run as a whole. */
export interface Stop {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly way?: WayOut;
}
