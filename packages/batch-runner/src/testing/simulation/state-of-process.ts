import type { Ledger } from "../../ledger/ledger.ts";
import type { State } from "../../state/state.ts";
import type { Disk } from "./disk.ts";
import { ledgerOf } from "./guarded-ledger.ts";
import type { SimulatedProcess } from "./process.ts";
import type { Timeline } from "./timeline.ts";

/** The state of a program of a simulated world, which ends and freezes with its process. `processes`: all of them, by their ids. */
export function stateOfProcess(
  ledger: Ledger,
  process: SimulatedProcess,
  {
    timeline,
    disk,
    processes,
  }: { readonly timeline: Timeline; readonly disk: Disk; readonly processes: readonly SimulatedProcess[] },
): State {
  const clock = timeline.clockOf(process);
  return {
    realmClass: "live",
    ledger: ledgerOf(ledger, { process, disk }),
    store: disk.storeOf(process),
    clock: { ...clock, sleep: (ms, until) => clock.sleep(ms, until).then(process.thawed) },
    processes: {
      self: (runId) => ({ host: "simulated", pid: process.id, startedAt: "", runId }),
      isGone: ({ pid }) => processes[pid - 1]?.alive !== true,
    },
    close: () => Promise.resolve(),
  };
}
