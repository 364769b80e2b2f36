import type { JsonValue } from "@shotlist/schema";

/** One call of a recorded session, of any client. A trace file has one per line. */
export interface TraceEntry {
  /** When the call was sent: milliseconds since the Unix epoch, or an ISO date. */
  readonly at: number | string;
  readonly method: string;
  /** Address, or the path alone. */
  readonly url: string;
  /** Whether the call had a key; true when absent. */
  readonly authorized?: boolean;
  /** Body of the request, where it was JSON. */
  readonly request?: JsonValue;
  readonly status: number;
  readonly contentType?: string;
  /** Body of the answer, where it was JSON. */
  readonly response?: JsonValue;
  /** Start of the answer, where it was not. */
  readonly text?: string;
  /** The answer had a body, and whoever recorded it did not keep it whole. */
  readonly incomplete?: boolean;
}
