import type { Provenance } from "./provenance.ts";

/** When an endpoint gives a documented error. */
export type ErrorOccasion =
  | "bad_key"
  | "no_key"
  | "invalid_request"
  | "malformed_json"
  | "too_large"
  | "unknown_model"
  | "unknown_task"
  | "unknown_path"
  | "no_balance"
  | "forbidden"
  | "content_policy"
  | "rate_limited"
  | "cannot_cancel"
  | "server_error"
  | "overloaded";

/** One documented error answer; how the envelope looks is in `error.response.schema.json`. */
export interface ErrorFact {
  readonly occasion: ErrorOccasion;
  readonly httpStatus: number;
  readonly code: string | number;
  readonly type?: string;
  readonly message: string;
  /** Other codes that report that one of some rules is broken. */
  readonly byRule?: readonly {
    readonly rules: readonly string[];
    readonly code: string;
    readonly provenance: Provenance;
  }[];
  readonly provenance: Provenance;
}

/** An answer to a submit that proves no task was created, beyond 4xx other than 408 and 429. */
export interface NotCreatedFact {
  readonly httpStatus: number;
  readonly code?: string;
  readonly provenance: Provenance;
}
