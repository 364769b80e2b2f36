import type { CanonicalStatus, FormatRef, Level, OperationName, Provenance } from "@shotlist/schema";
import type { Exchange } from "../answer/exchange.ts";
import type { LocatedFinding } from "../call/case-run.ts";

/** An accepted difference: the case, the broken rule and the place. */
export interface AcceptedDeparture {
  readonly case: string;
  readonly rule: string;
  /** JSON pointer into the answer; empty for the whole. */
  readonly path: string;
}

/** The result of a case. */
export type Verdict =
  | "pass"
  | "fail"
  /** The endpoint, or the set-up of the run, has no such thing. */
  | "not offered"
  /** It would be billed, and no limit allowed it. */
  | "skipped"
  /** No answer, or none in time. */
  | "undecided";

/** One case with its verdict. */
export interface CaseResult {
  readonly id: string;
  readonly operation: OperationName | "download" | "webhook";
  readonly title: string;
  readonly rule?: string;
  readonly provenance: Provenance;
  readonly level: Level;
  readonly bills: boolean;
  readonly verdict: Verdict;
  /** It failed, and a baseline accepts every departure that made it fail. */
  readonly accepted?: true;
  /** Why it neither passed nor failed. */
  readonly reason?: string;
  /** Departures from the format: with a failure what failed, with a pass advice. */
  readonly findings: readonly LocatedFinding[];
  /** The calls that led to the findings, secrets removed; empty where there are none. */
  readonly exchanges: readonly Exchange[];
  /** A shell command that repeats the failed call; the key comes from the environment. */
  readonly curl?: string;
}

/** A step of the documented lifecycle, and whether a task was seen to take it. */
export interface CoveredStep {
  readonly from: CanonicalStatus;
  readonly to: CanonicalStatus;
  readonly seen: boolean;
}

export interface ContractTotals {
  readonly pass: number;
  readonly fail: number;
  readonly notOffered: number;
  readonly skipped: number;
  readonly undecided: number;
  /** Passed with advice. */
  readonly advice: number;
}

/** The result of a contract check. Plain data; its keys are stable. */
export interface ContractReport {
  readonly version: 1;
  readonly format: FormatRef;
  readonly title: string;
  /** The document that decides. */
  readonly document: string;
  /** The edition of the format that the endpoint was checked against; else the date of that document. */
  readonly edition: string;
  /** Base URL, without credentials or query. */
  readonly target: string;
  readonly live: boolean;
  readonly strict: boolean;
  /** Gives the same timings and bodies again. */
  readonly seed: number;
  /** No case failed in a way that no baseline accepts, and none was left undecided. */
  readonly ok: boolean;
  readonly totals: ContractTotals;
  /** What a baseline accepted: cases that failed as it says, and departures that are gone. */
  readonly baseline?: { readonly accepted: number; readonly gone: readonly AcceptedDeparture[] };
  /** Submits with a valid key, and what they may have cost at worst where there was a budget. */
  readonly spent: { readonly submits: number; readonly amount?: number; readonly currency?: string };
  readonly steps: readonly CoveredStep[];
  readonly results: readonly CaseResult[];
}
