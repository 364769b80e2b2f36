import { DeliveryError } from "../../failures/delivery-error.ts";
import { StorageError } from "../../failures/storage-error.ts";
import type { Chance } from "./chance.ts";
import type { Faults } from "./faults.ts";
import type { Sleeper, Timeline } from "./timeline.ts";

/** One run of the program: it may die or be frozen wherever it waits for something. */
export interface SimulatedProcess extends Sleeper {
  readonly id: number;
  readonly died: Promise<void>;
  /** In the world's time; `undefined` while it lives. */
  readonly diedAt: number | undefined;
  /** Whether it has slept so long that others may have taken it for gone. */
  readonly wasFrozen: boolean;
  readonly kill: () => void;
  /** Carries out a step that touches the world; what the process would learn of it may be lost with the process. */
  readonly step: <Value>(work: () => Promise<Value>, place?: "disk" | "network") => Promise<Value>;
  /** Wakes again only when the process is not frozen; for its sleeps. */
  readonly thawed: () => Promise<void>;
}

const longestFreezeMs = 40 * 60_000;

export function createProcess(
  id: number,
  {
    timeline,
    faults,
    chance,
    onDeath,
  }: { timeline: Timeline; faults: Faults; chance: Chance; onDeath: (id: number) => void },
): SimulatedProcess {
  const { promise: died, resolve: tell } = Promise.withResolvers<void>();
  let diedAt: number | undefined;
  let alive = true;
  let wasFrozen = false;
  let frozenUntil = 0;
  const body: Sleeper = {
    get alive() {
      return alive;
    },
  };
  const clock = timeline.clockOf(body);

  function kill(): void {
    if (!alive) return;
    alive = false;
    diedAt = timeline.now();
    onDeath(id);
    tell();
  }

  async function thawed(): Promise<void> {
    while (timeline.now() < frozenUntil) await clock.sleep(frozenUntil - timeline.now());
  }

  async function step<Value>(work: () => Promise<Value>, place: "disk" | "network" = "disk"): Promise<Value> {
    if (!alive) return never();
    await thawed();
    const fate = faults.fateOfStep();
    if (fate === "killed before" || faults.strikes("process: killed before a step")) kill();
    if (!alive) return never();
    if (fate === "fails before") throw failureOf(place);
    const outcome = await settled(work);
    if (fate === "killed after") kill();
    if (alive && fate === "fails after") throw failureOf(place);
    if (alive && faults.strikes("process: killed after a step")) kill();
    if (alive && faults.strikes("process: frozen")) {
      frozenUntil = timeline.now() + chance.between(1000, longestFreezeMs);
      wasFrozen = true;
    }
    await thawed();
    if (!alive) return never();
    if ("error" in outcome) throw outcome.error;
    return outcome.value;
  }

  return {
    id,
    died,
    get alive() {
      return alive;
    },
    get diedAt() {
      return diedAt;
    },
    get wasFrozen() {
      return wasFrozen;
    },
    kill,
    step,
    thawed,
  };
}

function failureOf(place: "disk" | "network"): Error {
  return place === "disk"
    ? new StorageError("storage_failed", { doing: "carrying out a step" })
    : new DeliveryError({ phase: "unknown", code: "ECONNRESET", message: "The connection was reset" });
}

async function settled<Value>(work: () => Promise<Value>): Promise<{ value: Value } | { error: unknown }> {
  try {
    return { value: await work() };
  } catch (error) {
    return { error };
  }
}

function never<Value>(): Promise<Value> {
  return new Promise(() => undefined);
}
