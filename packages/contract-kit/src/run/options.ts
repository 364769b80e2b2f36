import type { FormatRef } from "@shotlist/schema";
import type { WebhookReceiver } from "../webhook/receiver.ts";
import type { RunClock } from "../call/clock.ts";
import type { CaseResult } from "../report/report.ts";
import type { RunState, StateEvent } from "./run-state.ts";
import type { Fetch } from "../call/target.ts";

/** A money limit. */
export interface Budget {
  readonly amount: number;
  readonly currency: string;
}

/** Progress of a run. */
export interface ContractProgress {
  /** The case that begins. */
  readonly id: string;
  /** Cases that have ended. */
  readonly done: number;
  readonly total: number;
}

export interface ContractOptions {
  readonly format: FormatRef;
  /** Where the format's paths begin, such as `http://127.0.0.1:4010/relaydance`. */
  readonly baseUrl: string;
  /** Sends requests; the platform's own by default. Give a server's in-process door to test without a socket. */
  readonly fetch?: Fetch;
  /** Sent with calls that need a valid key; without one, such calls are only made on this machine. */
  readonly apiKey?: string;
  /** Allows an endpoint beyond this machine. It then gets reads and submits with a wrong key, and nothing that may bill. */
  readonly live?: boolean;
  /** Submits with a valid key that may be sent; without a limit on this machine, 0 beyond it. */
  readonly maxTasks?: number;
  /** Money that submits with a valid key may cost at worst, by the format's prices or `pricePerTask`. */
  readonly budget?: Budget;
  /** The most that one task can cost, in the budget's currency, where the format publishes no price. */
  readonly pricePerTask?: number;
  /** Only cases whose id matches; `*` stands for any text. */
  readonly only?: string | readonly string[];
  /** Timings and generated bodies follow from it; drawn and reported when absent. */
  readonly seed?: number;
  /** Treats advice as failure. */
  readonly strict?: boolean;
  /** Bodies drawn for each generated case; 100 by default on this machine, 10 beyond it. */
  readonly draws?: number;
  /** Where the endpoint can call back; without one, webhooks are not checked. */
  readonly webhookReceiver?: WebhookReceiver;
  readonly clock?: RunClock;
  /** Longest wait for one answer; 10 seconds by default. */
  readonly requestTimeoutMs?: number;
  /** Longest time for one case, after which it is undecided; 60 seconds by default where time can be moved, 15 minutes elsewhere. */
  readonly caseTimeoutMs?: number;
  /** An earlier run of the same endpoint that was stopped: its verdicts count, and so does what it spent. */
  readonly resume?: RunState;
  /** Called with everything that a later run would need to continue from here; it throws to stop the run. */
  readonly onState?: (event: StateEvent) => void;
  /** Called before each case. */
  readonly onCase?: (progress: ContractProgress) => void;
  /** Called as each case ends. */
  readonly onResult?: (result: CaseResult) => void;
  /** Ends the run early: cases that are left are undecided. */
  readonly signal?: AbortSignal;
}
