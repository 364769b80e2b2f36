import { present } from "@shotlist/schema";
import type { Case } from "../case/case.ts";
import { selectCases } from "../case/select-cases.ts";
import { assertTarget } from "./assert-target.ts";
import { systemClock } from "../call/clock.ts";
import type { RunClock } from "../call/clock.ts";
import { findFaults } from "./find-faults.ts";
import { checkOptions } from "./check-options.ts";
import type { ContractOptions } from "./options.ts";
import { newSeed } from "../call/random.ts";
import { createSpend } from "../call/spend.ts";
import type { Spend } from "../call/spend.ts";
import { isLoopback } from "../call/target.ts";
import type { Fetch } from "../call/target.ts";
import { findTime } from "../call/time-keeper.ts";
import type { TimeKeeper } from "../call/time-keeper.ts";
import { worstPrice } from "./worst-price.ts";

/** A case whose waits cost nothing, and one that lives through a task in real time. */
const virtualCaseMs = 60_000;
const realCaseMs = 900_000;

/** What all cases of a run share. */
export interface RunSetUp {
  readonly options: ContractOptions;
  readonly baseUrl: string;
  readonly cases: readonly Case[];
  readonly fetch: Fetch;
  readonly clock: RunClock;
  readonly time: TimeKeeper;
  readonly spend: Spend;
  readonly seed: number;
  readonly isLocal: boolean;
  readonly caseTimeoutMs: number;
  readonly stepsSeen: Set<string>;
  /** Faults that the endpoint can be asked to play. */
  readonly faults: ReadonlySet<string>;
}

export async function setUp(options: ContractOptions): Promise<RunSetUp> {
  checkOptions(options);
  const {
    format,
    live = false,
    clock = systemClock,
    only,
    fetch = (request: Request) => globalThis.fetch(request),
  } = options;
  const baseUrl = options.baseUrl.replace(/\/+$/, "");
  const isLocal = isLoopback(baseUrl);
  assertTarget(baseUrl, { live, sendsKey: options.apiKey !== undefined });
  const seed = options.resume?.seed ?? options.seed ?? newSeed();
  const stepsSeen = new Set(options.resume?.steps);
  options.onState?.({ run: { format, target: targetOf(baseUrl), seed } });
  const time = await findTime({ baseUrl, fetch, clock, signal: options.signal });
  return {
    options,
    baseUrl,
    cases: selectCases(format, only),
    fetch,
    clock,
    time,
    spend: createSpend({
      ...present({ from: options.resume?.spent }),
      onReserve: (spent) => options.onState?.({ spent }),
      maxTasks: options.maxTasks ?? (isLocal || options.budget !== undefined ? Number.POSITIVE_INFINITY : 0),
      ...present({ budget: options.budget }),
      worstPrice:
        options.budget === undefined
          ? undefined
          : (options.pricePerTask ?? worstPrice(format, options.budget.currency)),
    }),
    seed,
    isLocal,
    caseTimeoutMs: options.caseTimeoutMs ?? (time.isVirtual ? virtualCaseMs : realCaseMs),
    stepsSeen,
    faults: await findFaults({ baseUrl, fetch, clock, signal: options.signal }),
  };
}

/** Without credentials or query. */
export function targetOf(baseUrl: string): string {
  const { origin, pathname } = new URL(baseUrl);
  return `${origin}${pathname === "/" ? "" : pathname}`;
}
