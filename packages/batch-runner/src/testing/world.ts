import type { Plan } from "@shotlist/core";
import type { RunEvent } from "../events.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { createMemoryLedger } from "../ledger/memory-ledger.ts";
import type { Random } from "../ports/random.ts";
import type { RunOptions } from "../run/options.ts";
import type { RunReport } from "../run/report.ts";
import { runPlans } from "../run/run-plans.ts";
import type { State } from "../state.ts";
import { createMemoryClipStore, type MemoryClipStore } from "./memory-clip-store.ts";
import { plainFormat } from "./plain-format.ts";
import { createScriptedVendor, type ScriptedVendor } from "./scripted-vendor.ts";
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
  const state: State = { realmClass: "live", ledger, store, clock, close: () => ledger.close() };
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

/** Chance that is the same every time. */
function createSeededRandom(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const word = (): string =>
    Math.floor(next() * 2 ** 32)
      .toString(16)
      .padStart(8, "0");
  return { next, id: () => `${word()}${word()}${word()}${word()}` };
}
