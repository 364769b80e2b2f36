import { runPlans, type RunOptions } from "@shotlist/batch-runner";
import { createSystemProcesses } from "../../packages/batch-runner/src/ledger/process-holder.ts";
import { createMemoryLedger } from "../../packages/batch-runner/src/testing/memory-ledger.ts";
import { ledgerCalls } from "../../packages/batch-runner/src/ledger/ledger-calls.ts";
import type { Ledger } from "../../packages/batch-runner/src/ledger/ledger.ts";
import { createMemoryClipStore } from "../../packages/batch-runner/src/testing/memory-clip-store.ts";
import { aPlan, aProvider, aTake } from "../../packages/batch-runner/src/testing/plans.ts";
import { createSeededRandom } from "../../packages/batch-runner/src/testing/seeded-random.ts";
import { aroundLedger } from "../../packages/batch-runner/src/testing/simulation/guarded-ledger.ts";
import { createVirtualClock, type VirtualClock } from "../../packages/batch-runner/src/testing/virtual-clock.ts";
import type { Length } from "./lengths.ts";
import { mean, type Measured } from "./measured.ts";
import { baseUrl, createTimedVendor } from "./vendor.ts";

/** A commit waits for a disk like this. */
export const commitMs = 10;
const dayMs = 86_400_000;

export interface Batch {
  readonly lengths: readonly Length[];
  readonly places: number;
  readonly pollEveryMs: number;
  readonly list: boolean;
  readonly webhooks?: boolean;
}

/** The batch runner as it ships, with everything around it in memory and in virtual time. */
export async function renderOurs({ lengths, places, pollEveryMs, list, webhooks = false }: Batch): Promise<Measured> {
  const clock = createVirtualClock();
  const vendor = createTimedVendor(clock, lengths);
  const lags: number[] = [];
  const onEvent: RunOptions["onEvent"] = (event) => {
    if (event.type === "succeeded") lags.push(event.at - vendor.endOf(event.taskId));
  };
  const begunAt = clock.now();
  const state = {
    realmClass: "live",
    ledger: withCommits(createMemoryLedger(), clock),
    store: createMemoryClipStore(),
    clock,
    processes: createSystemProcesses(),
    close: () => Promise.resolve(),
  } as const;
  const provider = aProvider({
    name: "ark",
    format: "ark",
    baseUrl,
    concurrency: places,
    pollEveryMs,
    list,
    deadlineMs: 2 * dayMs,
  });
  const takes = lengths.map(({ duration }, number) =>
    aTake(`take-${number}`, {
      provider: "ark",
      format: "ark",
      model: "doubao-seedance-1-5-pro-251215",
      asked: {
        prompt: [`take ${number}.`],
        model: "doubao-seedance-1-5-pro-251215",
        duration,
        resolution: "720p",
        ratio: "16:9",
        references: [],
        audio: false,
      },
    }),
  );
  const report = await clock.run(() =>
    runPlans([aPlan(takes, { providers: [provider] })], {
      state,
      keys: () => "key",
      transport: vendor.transport,
      random: createSeededRandom(1),
      onEvent,
      ...(webhooks ? { webhookUrl: "https://hooks.example.com", notices: vendor.notices } : {}),
    }),
  );
  if (!report.ok) throw new Error(`a take was not rendered: ${JSON.stringify(report.stopped ?? report.takes.at(0))}`);
  return {
    makespanMs: clock.now() - begunAt,
    requestsPerTask: vendor.asked() / lengths.length,
    meanLagMs: mean(lags),
    mostAtOnce: vendor.mostAtOnce(),
    meanEmptyMs: mean(vendor.emptyMs()),
  };
}

function withCommits(ledger: Ledger, clock: VirtualClock): Ledger {
  const calls = new Map<string, unknown>(Object.entries(ledgerCalls));
  return aroundLedger(ledger, async (name, _values, call) => {
    if (calls.get(name) !== "reads" && name !== "close") await clock.sleep(commitMs);
    return call();
  });
}
