import type { ResolvedProvider } from "@shotlist/core";
import { createSystemRandom } from "../ports/random.ts";
import { createSharedParts } from "../run/create-context.ts";
import { createStops } from "../run/stops.ts";
import { createLearned } from "../schedule/learned.ts";
import { whileHolding } from "../state/with-lock.ts";
import type { Stop } from "../failures/take-error.ts";
import type { RunOptions } from "../work/options.ts";
import { assertRunOptions } from "../work/run-option-kinds.ts";
import { createWorker } from "./worker.ts";
import type { Orders, PartResult } from "./orders.ts";

/** What a worker needs. Budgets, and what may be rendered, are those of each order. */
export interface WorkerOptions extends Pick<
  RunOptions,
  | "state"
  | "keys"
  | "hostRefusal"
  | "linkHosts"
  | "transport"
  | "random"
  | "outputDirOf"
  | "outputPlace"
  | "isKnownClip"
  | "frameCutter"
  | "onEvent"
  | "around"
  | "signal"
  | "formats"
> {
  /** The orders next to the state's ledger. */
  readonly orders: Orders;
  /** Parts of orders at a time. Default: 20. */
  readonly concurrency?: number;
  /** Ends once no order has parts that have not ended. Default: goes on until the signal fires. */
  readonly untilEmpty?: boolean;
  /** Why nothing may be paid at a provider from here; the worker stops then. Asked once. Default: everything may be. */
  readonly refusal?: (provider: ResolvedProvider) => Promise<Stop | undefined>;
  readonly onPart?: (result: PartResult) => void;
}

/** What a worker has done. */
export interface WorkerReport {
  /** Parts that have ended here. */
  readonly parts: number;
  /** Parts that were handed back: another worker goes on with them. */
  readonly handedBack: number;
  /** Why it stopped; absent where nothing was left. */
  readonly stopped?: Stop;
}

const defaultConcurrency = 20;

/**
 * Renders what orders of the shared ledger ask for, until the signal fires: then it hands back what is not done. Limits, budgets and
 * who may submit are decided by the ledger. Throws `StorageError`.
 */
export async function workOnOrders({ orders, onPart, refusal, ...options }: WorkerOptions): Promise<WorkerReport> {
  const { untilEmpty = false, concurrency = defaultConcurrency, ...run } = options;
  assertRunOptions("workOnOrders", run);
  const { state } = run;
  const random = run.random ?? createSystemRandom();
  const runId = random.id();
  return whileHolding(state, runId, async ({ fence, done, beat }) => {
    const learned = createLearned(state.ledger, fence);
    const stops = createStops(run, done);
    const shared = createSharedParts({ options: run, random, learned }, stops);
    const surroundings = { options: run, random, runId, fence, learned, shared };
    const worker = createWorker(orders, { stops, onPart, refusal, surroundings });
    beat(async () => {
      await learned.keep();
      await worker.heartbeat();
    });
    await worker.work({ concurrency, untilEmpty });
    await learned.keep();
    stops.rethrow();
    return worker.report();
  });
}
