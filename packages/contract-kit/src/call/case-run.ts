import type { FormatRef } from "@shotlist/schema";
import type { Exchange } from "../answer/exchange.ts";
import type { CallRequest } from "../case/case.ts";
import type { Finding } from "../check/finding.ts";
import { createTraceOracle } from "../oracle/trace-oracle.ts";
import type { OnStep } from "../oracle/trace-oracle.ts";
import type { Called, Caller } from "./caller.ts";
import type { Random } from "./random.ts";
import type { TimeKeeper } from "./time-keeper.ts";

/** A finding with the exchange that shows it. */
export interface LocatedFinding extends Finding {
  /** Place in the case's exchanges. */
  readonly exchange: number;
  /** A baseline accepts it. */
  readonly accepted?: true;
}

/** Everything that one case may use while it runs, and what it leaves behind. */
export interface CaseRun {
  readonly format: FormatRef;
  readonly time: TimeKeeper;
  readonly random: Random;
  readonly signal: AbortSignal;
  /** Calls the endpoint; the oracle sees the exchange. Throws `NoVerdictError` where there is no answer. */
  call(request: CallRequest): Promise<Answered>;
  /** Fetches a link from an answer. */
  download(url: string, taskId: string): Promise<Answered>;
  wait(ms: number): Promise<void>;
  /** Throws `NoVerdictError` where the endpoint cannot simulate a fault. */
  assertPlayable(fault: string | undefined): void;
  /** Adds findings about the latest exchange. */
  report(...findings: readonly Finding[]): void;
  /** Drops the latest exchange: one of many that found nothing. */
  forgetLatest(): void;
  /** A run of its own, with an oracle that has seen nothing. */
  fresh(): CaseRun;
  /** Takes over what another run has left behind. */
  take(other: CaseRun): void;
  readonly findings: readonly LocatedFinding[];
  readonly exchanges: readonly Exchange[];
}

/** A call that got an answer. */
export interface Answered {
  readonly answer: Exclude<Exchange["answer"], { readonly kind: "none" }>;
  /** The body with its links whole. */
  readonly raw: Called["raw"];
}

/** Ends a case that cannot be decided, through no fault that the format speaks of. */
export class NoVerdictError extends Error {
  override readonly name = "NoVerdictError";
  readonly code: "no_answer" | "not_offered" | "too_long";

  constructor(code: NoVerdictError["code"], reason: string) {
    super(reason);
    this.code = code;
  }
}

export interface CaseRunOptions {
  readonly format: FormatRef;
  readonly caller: Caller;
  readonly time: TimeKeeper;
  readonly random: Random;
  readonly signal: AbortSignal;
  /** Faults that the endpoint can be asked to play. */
  readonly faults: ReadonlySet<string>;
  /** Called with each step that a task was seen to take. */
  readonly onStep: OnStep;
}

export function createCaseRun(options: CaseRunOptions): CaseRun {
  const { format, caller, time, random, signal } = options;
  const oracle = createTraceOracle(format, options);
  let exchanges: readonly Exchange[] = [];
  let findings: readonly LocatedFinding[] = [];

  const report = (...found: readonly Finding[]): void => {
    const exchange = Math.max(0, exchanges.length - 1);
    for (const finding of found) {
      // A task that is shown wrongly is shown so at every poll: once is enough.
      const isKnown = findings.some(
        ({ rule, path, seen }) => rule === finding.rule && path === finding.path && seen === finding.seen,
      );
      if (!isKnown) findings = [...findings, { ...finding, exchange }];
    }
  };

  const take = ({ exchange, raw }: Called): Answered => {
    exchanges = [...exchanges, exchange];
    report(...oracle.see(exchange));
    const { answer } = exchange;
    if (answer.kind === "none") {
      throw new NoVerdictError(
        "no_answer",
        `no answer to ${exchange.request.method} ${exchange.request.path}: ${answer.reason}`,
      );
    }
    return { answer, raw };
  };

  return {
    format,
    time,
    random,
    signal,
    get findings() {
      return findings;
    },
    get exchanges() {
      return exchanges;
    },
    report,
    assertPlayable: (fault) => {
      if (fault === undefined || options.faults.has(fault)) return;
      throw new NoVerdictError("not_offered", `the endpoint cannot simulate ${fault}`);
    },
    forgetLatest: () => {
      exchanges = exchanges.slice(0, -1);
      findings = findings.filter(({ exchange }) => exchange < exchanges.length);
    },
    fresh: () => createCaseRun(options),
    take: (other) => {
      ({ exchanges, findings } = other);
    },
    call: async (request) => take(await caller.call(request, signal)),
    download: async (url, taskId) => take(await caller.download(url, { taskId, signal })),
    wait: (ms) => time.wait(ms, signal),
  };
}
