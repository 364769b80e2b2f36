import type { Notice, Notices } from "../../ports/notices.ts";
import type { Chance } from "./chance.ts";
import type { Faults } from "./faults.ts";
import type { Sleeper, Timeline } from "./timeline.ts";
import type { VendorTask } from "./vendor-task.ts";

/** The webhooks of a world's vendor, and of whoever forges some. */
export interface Callbacks {
  /** A task was created, or will end at another time than was thought. */
  changed(task: VendorTask): void;
  /** What a process hears; `undefined` in worlds without webhooks. */
  heardBy(process: Sleeper): Notices | undefined;
}

export interface CallbacksOptions {
  readonly format: string;
  readonly timeline: Timeline;
  readonly faults: Faults;
  readonly chance: Chance;
  /** Whether there are any. */
  readonly isHeard: boolean;
}

const floodOf = 50;
const lateMs = 300_000;

/** Calls every process back about every task that ends, whoever asked for it, among every fault. */
export function createCallbacks({ format, timeline, faults, chance, isHeard }: CallbacksOptions): Callbacks {
  const listeners = new Map<(notice: Notice) => void, Sleeper>();
  const clock = timeline.clockOf({ alive: true });

  async function call(taskId: string, afterMs: number, isOpen = false): Promise<void> {
    await clock.sleep(Math.max(0, afterMs) + chance.between(10, 2000));
    for (const [hear, { alive }] of listeners) if (alive) hear({ format, taskId, isOpen });
  }

  function tell({ id, startsAt, endsAt }: VendorTask): void {
    const untilEnd = endsAt - timeline.now();
    const fault = faults.among("notice");
    switch (fault) {
      case "notice: lost":
        return;
      case "notice: late":
        return void call(id, untilEnd + chance.between(1000, lateMs));
      case "notice: twice":
        void call(id, untilEnd);
        break;
      case "notice: forged":
        void call(id, chance.between(0, untilEnd));
        void call(`${id}0000`, chance.between(0, untilEnd));
        break;
      case "notice: a flood of them":
        for (let nth = 0; nth < floodOf; nth += 1) void call(id, chance.between(0, untilEnd));
        break;
      case undefined:
        break;
      default:
        throw new Error(`no fault of a notice: ${String(fault satisfies never)}`);
    }
    void call(id, startsAt - timeline.now(), true);
    void call(id, untilEnd);
  }

  return {
    changed(task) {
      if (isHeard) tell(task);
    },
    heardBy(process) {
      if (!isHeard) return undefined;
      return {
        subscribe(hear) {
          listeners.set(hear, process);
          return () => listeners.delete(hear);
        },
      };
    },
  };
}
