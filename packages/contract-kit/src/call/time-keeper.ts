import { valueAt } from "@shotlist/schema/own";
import { askControl, type ControlTarget } from "./ask-control.ts";

/** How a run waits. */
export interface TimeKeeper {
  /** Whether the endpoint lets time be moved, so that waiting costs nothing. */
  readonly isVirtual: boolean;
  now(): number;
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/**
 * A test double on this machine may offer `GET` and `POST /__mock/clock`, below its scope where it has any. Where it does, time is moved
 * there; everywhere else the run waits.
 */
export async function findTime(target: ControlTarget): Promise<TimeKeeper> {
  const { clock } = target;
  const ask = async (init?: RequestInit): Promise<number | undefined> => {
    const now = valueAt(await askControl(target, "clock", init), "/nowMs");
    return typeof now === "number" ? now : undefined;
  };

  let nowMs = await ask();
  if (nowMs === undefined) {
    return { isVirtual: false, now: () => clock.now(), wait: (ms, stop) => clock.sleep(ms, stop) };
  }
  return {
    isVirtual: true,
    now: () => nowMs ?? clock.now(),
    wait: async (ms) => {
      const headers = { "content-type": "application/json" };
      nowMs =
        (await ask({ method: "POST", headers, body: JSON.stringify({ advance: `${Math.ceil(ms)}ms` }) })) ?? nowMs;
    },
  };
}
