import { resolveTake } from "../../decide/resolve-take.ts";
import { createSystemProcesses } from "../../ledger/process-holder.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { State } from "../../state/state.ts";
import type { Board } from "./board.ts";
import type { Chance } from "./chance.ts";
import type { Disk } from "./disk.ts";
import type { Timeline } from "./timeline.ts";
import { markerIn, type Vendor } from "./vendor.ts";

/** What a person needs in order to decide. */
export interface Desk {
  readonly ledger: Ledger;
  readonly board: Board;
  readonly vendor: Vendor;
  readonly disk: Disk;
  readonly timeline: Timeline;
  readonly chance: Chance;
}

/** Decides every take that waits for a decision; answers whether there was any. Looks at the vendor's list like a person would. */
export async function decideAll({ ledger, board, vendor, disk, timeline, chance }: Desk): Promise<boolean> {
  const clock = timeline.clockOf({ alive: true });
  const state: State = {
    realmClass: "live",
    ledger,
    store: disk.files,
    clock,
    processes: createSystemProcesses(),
    close: () => Promise.resolve(),
  };
  const held = await ledger.attempts({ states: ["uncertain", "lost"] });
  for (const { id: attemptId, digest, takes } of held) {
    const [take] = takes;
    const planned = board.plan.takes.find((one) => one.digest === digest);
    if (take === undefined || planned === undefined) throw new Error("an attempt is of a take of the board");
    const marker = markerIn(JSON.stringify(planned.asked.prompt));
    const free: string[] = [];
    for (const { id, marker: of } of vendor.tasks) {
      if (of !== marker) continue;
      const owner = await ledger.attemptOfTask(planned.realm, id);
      if (owner === undefined || owner.id === attemptId) free.push(id);
    }
    const [found] = free;
    if (found !== undefined && chance.percent(60)) {
      await resolveTake(state, take.take, { adopt: found });
    } else if (chance.percent(60)) {
      await resolveTake(state, take.take, "resubmit");
    } else {
      await resolveTake(state, take.take, "abandon");
    }
  }
  return held.length > 0;
}
