import type { ChoreName } from "./chores.ts";
import { createBesideLedger, type BesideLedger } from "./beside-ledger.ts";
import { checkEnd, checkSettled } from "./check-end.ts";
import { families, type FamilyName } from "./families.ts";
import type { FaultKind } from "./faults.ts";
import type { InvariantName, Violation } from "./invariants.ts";
import { createMovingLedger, type MovingLedger } from "./moving-ledger.ts";
import { decideAll } from "./person.ts";
import { rot } from "./rot.ts";
import { choreShare, drawChore, isOfLockFile, session } from "./session.ts";
import { createWorld, type SimulateOptions, type World } from "./world.ts";

/** The result of a world. */
export interface WorldResult {
  readonly seed: number;
  readonly family: FamilyName;
  readonly dialect: string;
  readonly violations: readonly Violation[];
  readonly faults: ReadonlyMap<FaultKind, number>;
  readonly checks: ReadonlyMap<InvariantName, number>;
  readonly runs: number;
  readonly tasks: number;
  readonly chores: ReadonlyMap<ChoreName, number>;
  /** Steps that touched the world, before the runs without faults. */
  readonly steps: number;
  /** The same for the same seed, whenever it is simulated. */
  readonly trace: string;
}

const hourMs = 3_600_000;
const betweenRunsMs = 600_000;
/** Where a day's money is limited, somebody may come back a while later. */
const longBreaksHours = [0, 1, 9, 14, 26];
const faultyRuns = 4;
const calmRuns = 24;
/** Of a hundred pauses between two runs, in so many the ledger is taken to another machine. */
const moveShare = 15;
const mostChores = 3;

/**
 * Lets one world happen: runs and what persons do between them, among faults; then runs without, then decisions; and looks
 * whether everything held.
 */
export async function simulate(seed: number, options: SimulateOptions): Promise<WorldResult> {
  const beside = createBesideLedger(seed, options.mutation);
  const moving = createMovingLedger(options.openLedger ?? beside.open);
  const { ledger } = moving;
  const { world, trace } = createWorld(seed, ledger, options);
  beside.mount(world.disk.files);
  const { checks, chance, faults, desk } = world;
  const runs = options.family === "calm" ? 1 : chance.between(1, faultyRuns);
  for (let run = 0; run < runs && checks.violations.length === 0; run += 1) {
    await moving.backUp();
    await session(world);
    if (options.openLedger === undefined) await cloneElsewhere(world, moving, beside);
    for (const chore of choresBetween(world, options)) await session(world, chore);
    if (options.family !== "calm" && desk.chance.percent(moveShare)) {
      await moving.move();
      world.watch.moved();
    }
    if (options.openLedger === undefined) await restoreBackup(world, moving, beside);
    if (faults.strikes("store: a clip rots")) rot(world);
    if (world.board.dayCap !== undefined) await wait(world, desk.chance.pick(longBreaksHours) * hourMs);
  }
  faults.stop();
  const steps = faults.steps();
  world.disk.heal();
  if (checks.violations.length === 0) await comeToRest(world);
  if (checks.violations.length === 0) await checkEnd(world, ledger);
  for (const process of world.processes) process.kill();
  await ledger.close();
  return {
    seed,
    family: options.family,
    dialect: world.vendor.dialect.name,
    violations: checks.violations,
    faults: faults.counts,
    checks: checks.counts,
    runs: world.processes.length,
    tasks: world.vendor.tasks.length,
    chores: desk.done,
    steps,
    trace: trace(),
  };
}

async function wait({ timeline }: World, ms: number): Promise<void> {
  await timeline.runUntil(() => false, ms);
}

/** Another machine goes on with the lock file and the clips, and with nothing else, where that says all. */
async function cloneElsewhere(
  { repository, faults, watch }: World,
  moving: MovingLedger,
  beside: BesideLedger,
): Promise<void> {
  if (!repository.isKept || !(await repository.saysAll(moving.ledger))) return;
  if (!faults.strikes("repository: cloned with the lock file")) return;
  beside.loseLog();
  beside.loseReceipts();
  await moving.begin();
  watch.moved();
  repository.travel();
}

/** A backup takes the ledger's place; the log next to it is lost only where the receipts tell what it would. */
async function restoreBackup({ faults, watch }: World, moving: MovingLedger, beside: BesideLedger): Promise<void> {
  if (faults.strikes("ledger: restored from a backup")) await moving.restore();
  else if (beside.tellAllSince(moving.backup(), await moving.ledger.attempts())) {
    if (!faults.strikes("ledger: restored with its log")) return;
    beside.loseLog();
    await moving.restore();
  } else return;
  watch.moved();
}

function choresBetween(world: World, { family, chores }: SimulateOptions): readonly ChoreName[] {
  if (chores !== undefined) return chores;
  if (family === "calm") return [];
  const { chance } = world.desk;
  const drawn: ChoreName[] = [];
  while (drawn.length < mostChores && chance.percent(families[family]["chore"] ?? choreShare)) {
    drawn.push(drawChore(world));
  }
  return drawn;
}

/** Runs without faults until nothing changes any more; in the middle a person decides what waits for a decision. */
async function comeToRest(world: World): Promise<void> {
  const { checks, watch, chance } = world;
  let before = "";
  let hasDecided = false;
  for (let run = 0; run < calmRuns && checks.violations.length === 0; run += 1) {
    const [end] = await session(world);
    // Somebody has mended it.
    if (isOfLockFile(end)) continue;
    checks.holds("run-sound", end?.kind === "report", () => `a run without faults ${JSON.stringify(end)}`);
    if (end?.kind !== "report") return;
    await wait(world, betweenRunsMs);
    const now = end.report.takes.map(({ id, status }) => `${id} ${status}`).join(", ");
    world.trace(now);
    if (now !== before || end.report.totals.detached > 0) {
      before = now;
      continue;
    }
    if (hasDecided) return checkSettled(world, end.report.takes);
    checkSettled(world, end.report.takes);
    hasDecided = true;
    before = "";
    if (!(await decideAll({ ...world, ledger: watch.decisions, chance }))) return;
  }
  checks.holds("settled", false, () => `after ${calmRuns} runs without faults it still changes: ${before}`);
}
