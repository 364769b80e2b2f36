import { StorageError } from "../../failures/storage-error.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { Chance } from "../simulation/chance.ts";
import { aroundLedger } from "../simulation/guarded-ledger.ts";
import type { SimulatedProcess } from "../simulation/process.ts";
import type { Timeline } from "../simulation/timeline.ts";
import type { SharedMemoryLedger } from "./shared-memory-ledger.ts";

/** The server of a shared ledger: at times it is away for a while, and clients wait for it as long as they have patience. */
export interface LedgerServer {
  /** The ledger as a process sees it: it may die at every call, before or after the server has done it. */
  readonly ledgerOf: (ledger: Ledger, process: SimulatedProcess) => Ledger;
  /** From now on it stays. */
  readonly heal: () => void;
  /** How often it was away. */
  readonly outages: () => number;
}

const patienceMs = 60_000;
const longestOutageMs = 3 * 60_000;
const retryEveryMs = 250;

/** `outagePercent`: of a hundred calls, how many find that it has just gone. */
export function createLedgerServer(
  store: SharedMemoryLedger,
  { timeline, chance, outagePercent }: { timeline: Timeline; chance: Chance; outagePercent: number },
): LedgerServer {
  let isSteady = false;
  let outages = 0;
  let awayUntil = 0;

  function isAway(): boolean {
    if (timeline.now() < awayUntil) return true;
    if (isSteady || !chance.percent(outagePercent)) return false;
    outages += 1;
    awayUntil = timeline.now() + chance.between(1000, longestOutageMs);
    // Nobody could beat meanwhile, and it counts from when it is there again.
    void timeline
      .clockOf({ alive: true })
      .sleep(awayUntil - timeline.now())
      .then(store.restarted);
    return true;
  }

  async function reach(process: SimulatedProcess): Promise<void> {
    const clock = timeline.clockOf(process);
    let giveUpAt: number | undefined;
    while (isAway()) {
      giveUpAt ??= timeline.now() + patienceMs;
      if (timeline.now() >= giveUpAt) throw new StorageError("ledger_unreachable", { doing: "asking the ledger" });
      await clock.sleep(retryEveryMs);
    }
  }

  return {
    ledgerOf: (ledger, process) =>
      aroundLedger(ledger, (_name, _values, call) =>
        process.step(async () => {
          await reach(process);
          return call();
        }),
      ),
    heal: () => {
      isSteady = true;
      if (timeline.now() < awayUntil) store.restarted();
      awayUntil = 0;
    },
    outages: () => outages,
  };
}
