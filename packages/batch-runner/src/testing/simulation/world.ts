import { createHash } from "node:crypto";
import type { Ledger } from "../../ledger/ledger.ts";
import { drawBoard, type Board } from "./board.ts";
import { createCallbacks, type Callbacks } from "./callbacks.ts";
import { createChance, type Chance } from "./chance.ts";
import type { ChoreName } from "./chores.ts";
import { createDisk, type Disk } from "./disk.ts";
import { families, type FamilyName } from "./families.ts";
import { createFaults, type Faults, type Strike } from "./faults.ts";
import { createChecks, type Checks } from "./invariants.ts";
import type { Mutation } from "./mutation.ts";
import type { SimulatedProcess } from "./process.ts";
import { createRepository, type Repository } from "./repository.ts";
import { createTimeline, type Timeline } from "./timeline.ts";
import { createVendor, type Vendor } from "./vendor.ts";
import { createWatch, type Watch } from "./watch.ts";
import { cancellingDialects, dialects } from "./wire-shape.ts";

export interface SimulateOptions {
  readonly family: FamilyName;
  /** Something taken out of the runner, to see that it is missed. */
  readonly mutation?: Mutation;
  /** One step that goes wrong; then nothing else does. */
  readonly strike?: Strike;
  /** What is done after the first run, in this order. Default: drawn between runs. */
  readonly chores?: readonly ChoreName[];
  /** Everything that happens, line by line, as it happens. */
  readonly log?: (line: string) => void;
  /** Opens a ledger, an empty one each time or the same one again. Default: in memory, empty. */
  readonly openLedger?: () => Ledger;
}

/** Everything of one world. */
export interface World {
  readonly board: Board;
  readonly vendor: Vendor;
  readonly callbacks: Callbacks;
  readonly timeline: Timeline;
  readonly faults: Faults;
  readonly checks: Checks;
  readonly chance: Chance;
  readonly disk: Disk;
  readonly repository: Repository;
  readonly watch: Watch;
  readonly mutation: Mutation | undefined;
  readonly processes: SimulatedProcess[];
  readonly desk: Desk;
  readonly trace: (line: string) => void;
}

/** What persons have done so far, and what they draw from. */
interface Desk {
  readonly chance: Chance;
  readonly done: Map<ChoreName, number>;
  readonly exports: string[];
}

const startMs = Date.UTC(2026, 0, 2, 3, 4, 5);

export function createWorld(
  seed: number,
  ledger: Ledger,
  { family, mutation, strike, log }: SimulateOptions,
): { readonly world: World; readonly trace: () => string } {
  const chance = createChance(seed, `world ${family}`);
  const timeline = createTimeline(startMs);
  const faults = createFaults(families[family], createChance(seed, `faults ${family}`), strike);
  const checks = createChecks();
  const dialect = chance.pick(family === "persons" && chance.percent(50) ? cancellingDialects : dialects);
  const board = drawBoard(dialect, chance, createChance(seed, `limits ${family}`));
  const calling = createChance(seed, `callbacks ${family}`);
  const callbacks = createCallbacks({
    format: dialect.format,
    timeline,
    faults,
    chance: calling,
    isHeard: families[family]["notice"] !== undefined && calling.percent(50),
  });
  const vendor = createVendor({
    callbacks,
    dialect,
    timeline,
    faults,
    chance: createChance(seed, `vendor ${family}`),
    failingPercent: chance.pick([0, 20]),
    slowestTaskMs: chance.pick([20_000, 200_000]),
  });
  const watch = createWatch({ board, vendor, checks, timeline, ledger });
  const hash = createHash("sha256");
  const trace = (line: string): void => {
    const entry = `${((timeline.now() - startMs) / 1000).toFixed(3)} ${line}`;
    hash.update(`${entry}\n`);
    log?.(entry);
  };
  const disk = createDisk({
    timeline,
    faults,
    chance,
    syncs: mutation?.syncs !== false,
    checksClips: mutation?.syncs !== false && mutation?.checksClips !== false,
    trustsCopies: mutation?.trustsCopies === true,
  });
  const repository = createRepository({
    board,
    faults,
    chance: createChance(seed, `repository ${family}`),
    share: families[family]["lock file"] ?? 0,
  });
  const desk = { chance: createChance(seed, `desk ${family}`), done: new Map(), exports: [] };
  return {
    world: {
      board,
      vendor,
      callbacks,
      timeline,
      faults,
      checks,
      chance,
      disk,
      repository,
      watch,
      mutation,
      desk,
      trace,
      processes: [],
    },
    trace: () => hash.digest("hex"),
  };
}
