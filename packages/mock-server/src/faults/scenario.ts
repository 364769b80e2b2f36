import type { FaultPlace, FaultSettings } from "./fault.ts";

/** Which requests a rule is about. Everything that is given must hold. */
export interface RuleMatch {
  readonly format?: string;
  /** The call, `download` or `webhook`; by default wherever the fault can strike. */
  readonly operation?: FaultPlace;
  readonly model?: string;
  /** Part of the prompt; `*` stands for any text. */
  readonly prompt?: string;
  readonly taskId?: string;
  /** Header names and the values that they must have. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Only these of the requests that match otherwise, counted from 1. */
  readonly nth?: number | readonly number[];
  /** Strikes this share of the requests that match otherwise, drawn under the server's seed. */
  readonly probability?: number;
}

/** How many requests that match pass in a window of virtual time, which begins with the first of them. */
export interface RateLimit {
  readonly requests: number;
  readonly seconds: number;
}

/** One thing that goes wrong. */
export interface ScenarioRule {
  /** The name of a fault in the library. */
  readonly fault: string;
  readonly match?: RuleMatch;
  /** How often the rule may strike; without limit by default. */
  readonly times?: number;
  /** Strikes only what exceeds this rate, and sets `retryAfter` to the seconds until the window ends. */
  readonly limit?: RateLimit;
  readonly with?: FaultSettings;
}

/** Scripted behaviour of the mock. Of several rules that match, the first strikes. */
export interface Scenario {
  readonly rules: readonly ScenarioRule[];
}
