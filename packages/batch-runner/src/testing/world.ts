import type { Plan } from "@shotlist/core";
import type { RunEvent } from "../work/events.ts";
import { createSystemProcesses } from "../ledger/process-holder.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { createMemoryLedger } from "./memory-ledger.ts";
import type { RunOptions } from "../work/options.ts";
import type { RunReport } from "../work/outcome.ts";
import { runPlans } from "../run/run-plans.ts";
import type { State } from "../state/state.ts";
import { createMemoryClipStore, type MemoryClipStore } from "./memory-clip-store.ts";
import { plainFormat } from "./plain-format.ts";
import { createScriptedVendor, type ScriptedVendor } from "./scripted-vendor.ts";
import { createSeededRandom } from "./seeded-random.ts";
import { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";

/** A runner with everything around it in memory. */
export interface World {
  readonly clock: VirtualClock;
  readonly vendor: ScriptedVendor;
  readonly ledger: Ledger;
  readonly store: MemoryClipStore;
  readonly state: State;
  readonly events: RunEvent[];
  /** Starts a run without moving time on. */
  readonly begin: World["render"];
  readonly render: (plans: Plan | readonly Plan[], options?: Partial<RunOptions>) => Promise<RunReport>;
}

export function createWorld(over: { readonly ledger?: Ledger; readonly seed?: number } = {}): World {
  const clock = createVirtualClock();
  const vendor = createScriptedVendor();
  const ledger = over.ledger ?? createMemoryLedger();
  const store = createMemoryClipStore();
  const processes = createSystemProcesses();
  const state: State = { realmClass: "live", ledger, store, clock, processes, close: () => ledger.close() };
  const events: RunEvent[] = [];
  const random = createSeededRandom(over.seed ?? 1);
  const begin: World["render"] = (plans, options = {}) =>
    runPlans("takes" in plans ? [plans] : plans, {
      state,
      keys: () => "canary-key",
      transport: vendor.transport,
      random,
      formats: () => plainFormat,
      onEvent: (event) => events.push(event),
      ...options,
    });
  return {
    clock,
    vendor,
    ledger,
    store,
    state,
    events,
    begin,
    render: (...values) => clock.run(() => begin(...values)),
  };
}
