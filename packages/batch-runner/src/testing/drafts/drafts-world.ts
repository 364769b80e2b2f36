import { createMemoryLedger } from "../memory-ledger.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { createChance, type Chance } from "../simulation/chance.ts";
import { createDisk, type Disk } from "../simulation/disk.ts";
import { createFaults, type Faults } from "../simulation/faults.ts";
import { createChecks, type Checks, type InvariantName } from "../simulation/invariants.ts";
import type { SimulatedProcess } from "../simulation/process.ts";
import { createTimeline, type Timeline } from "../simulation/timeline.ts";
import { createVendor, type Vendor } from "../simulation/vendor.ts";
import { createWatch, type Watch } from "../simulation/watch.ts";
import { dialects } from "../simulation/wire-shape.ts";
import type { DraftMutation } from "./draft-mutations.ts";
import { boardOfAll, drawShots, type Shot } from "./drafted-board.ts";
import type { DraftInvariant } from "./invariants.ts";

export interface DraftViolation {
  readonly invariant: DraftInvariant | InvariantName;
  readonly detail: string;
}

/** Everything of one world. */
export interface DraftsWorld {
  shots: readonly Shot[];
  readonly dialect: (typeof dialects)[number];
  readonly chance: Chance;
  readonly timeline: Timeline;
  readonly faults: Faults;
  readonly disk: Disk;
  readonly vendor: Vendor;
  readonly ledger: Ledger;
  readonly watch: Watch;
  readonly checks: Checks;
  readonly violations: DraftViolation[];
  readonly checked: Set<DraftInvariant>;
  readonly processes: SimulatedProcess[];
  readonly mutation: DraftMutation | undefined;
  fromDrafts: number;
}

const startMs = Date.UTC(2026, 0, 2);
/** Short, so that drafts lapse between two runs. */
export const draftLifeMs: number = 4 * 3_600_000;
const family = {
  submit: 15,
  poll: 5,
  clip: 5,
  "disk: full": 0.5,
  "process: killed before a step": 0.4,
  "process: killed after a step": 0.4,
  "process: killed at a time": 15,
};

export function createDraftsWorld(seed: number, mutation: DraftMutation | undefined): DraftsWorld {
  const chance = createChance(seed, "drafts");
  const timeline = createTimeline(startMs);
  const faults = createFaults(family, createChance(seed, "faults of drafts"));
  const dialect = dialects.find(({ format }) => format === "ark");
  if (dialect === undefined) throw new Error("no vendor of these worlds makes clips from drafts");
  const checks = createChecks();
  const shots = drawShots(chance);
  const ledger = createMemoryLedger();
  const slowestTaskMs = 20_000;
  const vendor = createVendor({
    dialect,
    timeline,
    faults,
    chance,
    failingPercent: chance.pick([0, 15]),
    slowestTaskMs,
  });
  return {
    shots,
    dialect,
    chance,
    timeline,
    faults,
    disk: createDisk({ timeline, faults, chance, syncs: true, checksClips: true, trustsCopies: false }),
    vendor,
    ledger,
    watch: createWatch({ board: boardOfAll(shots, dialect), vendor, checks, timeline, ledger }),
    checks,
    violations: [],
    checked: new Set(),
    processes: [],
    mutation,
    fromDrafts: 0,
  };
}

/** Keeps what was checked and what did not hold. */
export function holds(world: DraftsWorld, invariant: DraftInvariant, ok: boolean, detail: () => string): void {
  world.checked.add(invariant);
  if (!ok) world.violations.push({ invariant, detail: detail() });
}

/** Whether nothing has broken so far. */
export function isSound({ violations, checks }: DraftsWorld): boolean {
  return violations.length === 0 && checks.violations.length === 0;
}
