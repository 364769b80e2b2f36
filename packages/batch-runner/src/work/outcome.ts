import type { TakeError, Stop } from "../failures/take-error.ts";
import type { Money, Realm, TakeId } from "@shotlist/core";

/** How a digest ended in this run. */
export interface Outcome {
  readonly status: TakeStatus;
  readonly taskId?: string;
  readonly sha256?: string;
  readonly cost?: TakeCost;
  readonly error?: TakeError;
}

/** Every state of a take at the end of a run, in the order in which reports count them. */
export const takeStatuses = [
  /** Was here before. */
  "cached",
  /** Was fetched in this run. */
  "succeeded",
  "failed",
  "blocked",
  "cancelled",
  "uncertain",
  "lost",
  "missing",
  /** Its task runs on; run again to collect it. */
  "detached",
  /** Was not submitted; `error` says why. */
  "left",
] as const;

/** The state of a take at the end of a run. */
export type TakeStatus = (typeof takeStatuses)[number];

/** What a clip was to cost and what the vendor bills for it. */
export interface TakeCost {
  readonly quoted: Money;
  /** By what the vendor reported; absent where it reported nothing that its price counts. */
  readonly billed?: Money;
}

export interface TakeReport {
  readonly storyboard: string;
  readonly realm: Realm;
  readonly id: TakeId;
  readonly status: TakeStatus;
  readonly taskId?: string;
  /** Absolute path of the output file. */
  readonly file?: string;
  readonly sha256?: string;
  /** Of a clip that was fetched in this run, where there is a price. Takes that share a clip share its cost. */
  readonly cost?: TakeCost;
  readonly error?: TakeError;
}

export type RunTotals = { readonly takes: number } & { readonly [status in TakeStatus]: number };

/** The totals of no takes. */
export const noTotals: RunTotals = {
  takes: 0,
  cached: 0,
  succeeded: 0,
  failed: 0,
  blocked: 0,
  cancelled: 0,
  uncertain: 0,
  lost: 0,
  missing: 0,
  detached: 0,
  left: 0,
};

/** Quotes and bills of one currency, summed over clips. */
export interface Bills {
  readonly clips: number;
  readonly quoted: Money;
  readonly billed: Money;
}

/** A local file that a run uploaded, or found uploaded. */
export interface UploadReport {
  /** Name of the provider. */
  readonly provider: string;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Whether an earlier run had uploaded it. */
  readonly reused: boolean;
  /** What it cost; absent where it was free. */
  readonly cost?: Money;
}

/** The outcome of a run. */
export interface RunReport {
  /** Every take is cached or succeeded. */
  readonly ok: boolean;
  readonly runId: string;
  readonly totals: RunTotals;
  /** Reserved or spent by this run, one entry per currency. */
  readonly spent: readonly Money[];
  /** Submits of this run that may be billed. */
  readonly submitted: number;
  /** Quotes and bills of the clips that were fetched in this run and whose vendor reported a bill, by currency. */
  readonly bills?: readonly Bills[];
  readonly takes: readonly TakeReport[];
  /** Absent where there were none. */
  readonly uploads?: readonly UploadReport[];
  /** `interrupted`: the signal fired; `max_duration`; a disk's or a ledger's error code. */
  readonly stopped?: Stop;
}
