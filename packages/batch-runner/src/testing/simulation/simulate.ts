import { createHash } from "node:crypto";
import {
  DecisionError,
  LedgerFencedError,
  LedgerHeldError,
  OutputRefusedError,
  StorageError,
} from "../../failures/errors.ts";
import { fromReceipt } from "../../keep/from-receipt.ts";
import type { LedgerRecord } from "../../ledger/ledger-record.ts";
import type { MemoryClipStore } from "../memory-clip-store.ts";
import { createMemorySentLog } from "../memory-sent-log.ts";
import { createMemoryLedger } from "../../ledger/memory-ledger.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { RunEvent } from "../../work/events.ts";
import type { RunOptions } from "../../work/options.ts";
import type { RunReport } from "../../work/outcome.ts";
import { runPlans } from "../../run/run-plans.ts";
import type { State } from "../../state/state.ts";
import { drawBoard, type Board } from "./board.ts";
import { createChance, type Chance } from "./chance.ts";
import { carryOutChore, choreNames, type ChoreName } from "./chores.ts";
import { checkEnd, checkSettled } from "./check-end.ts";
import { createDisk, type Disk } from "./disk.ts";
import { families, type FamilyName } from "./families.ts";
import { createFaults, type FaultKind, type Faults, type Strike } from "./faults.ts";
import { ledgerOf } from "./guarded-ledger.ts";
import { createChecks, type Checks, type InvariantName, type Violation } from "./invariants.ts";
import { createMovingLedger } from "./moving-ledger.ts";
import type { Mutation } from "./mutations.ts";
import { transportOf } from "./network.ts";
import { layFile } from "./others-file.ts";
import { decideAll } from "./person.ts";
import { createProcess, type SimulatedProcess } from "./process.ts";
import { createTimeline, type Timeline } from "./timeline.ts";
import { canaryKey, createVendor, type Vendor } from "./vendor.ts";
import { createWatch, type Traffic, type Watch } from "./watch.ts";
import { cancellingDialects, dialects } from "./wire-shape.ts";

/** What came of a world. */
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

const startMs = Date.UTC(2026, 0, 2, 3, 4, 5);
const hourMs = 3_600_000;
/** A run that takes longer does not end. */
const longestRunMs = 3 * 24 * hourMs;
const betweenRunsMs = 600_000;
const faultyRuns = 4;
const calmRuns = 24;
/** Of a hundred pauses between two runs, in so many a person has something done, unless the family says otherwise. */
const choreShare = 40;
/** And in so many the ledger is taken to another machine. */
const moveShare = 15;
const mostChores = 3;

/** Everything of one world. */
interface World {
  readonly board: Board;
  readonly vendor: Vendor;
  readonly timeline: Timeline;
  readonly faults: Faults;
  readonly checks: Checks;
  readonly chance: Chance;
  readonly disk: Disk;
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

/** What a process is started for. */
type Program = "render" | ChoreName;

/** How a process ended. */
type Ended =
  | { readonly kind: "report"; readonly report: RunReport }
  | { readonly kind: "done" }
  | { readonly kind: "threw"; readonly program: Program; readonly error: unknown }
  | { readonly kind: "died" };

/**
 * Lets one world happen: runs and what persons do between them, among faults; then runs without, then decisions; and looks
 * whether everything held.
 */
export async function simulate(seed: number, options: SimulateOptions): Promise<WorldResult> {
  const sentLog = createMemorySentLog(`world ${seed}`);
  // Receipts are read where a ledger is older than they are; by then there is a disk.
  let files: MemoryClipStore | undefined;
  const evidence = (): readonly LedgerRecord[] =>
    [...(files?.receipts.values() ?? [])].flatMap((receipt) => fromReceipt(receipt));
  const beside = options.mutation?.keepsSent === false ? {} : { sentLog, evidence };
  const { ledger, move, backUp, restore } = createMovingLedger(
    options.openLedger ?? (() => createMemoryLedger(beside)),
  );
  const { world, trace } = createWorld(seed, ledger, options);
  files = world.disk.files;
  const { checks, chance, faults, desk } = world;
  const runs = options.family === "calm" ? 1 : chance.between(1, faultyRuns);
  for (let run = 0; run < runs && checks.violations.length === 0; run += 1) {
    await backUp();
    await session(world);
    for (const chore of choresBetween(world, options)) await session(world, chore);
    if (options.family !== "calm" && desk.chance.percent(moveShare)) await move();
    if (options.openLedger === undefined && faults.strikes("ledger: restored from a backup")) await restore();
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

function createWorld(
  seed: number,
  ledger: Ledger,
  { family, mutation, strike, log }: SimulateOptions,
): { readonly world: World; readonly trace: () => string } {
  const chance = createChance(seed, `world ${family}`);
  const timeline = createTimeline(startMs);
  const faults = createFaults(families[family], createChance(seed, `faults ${family}`), strike);
  const checks = createChecks();
  const dialect = chance.pick(family === "persons" && chance.percent(50) ? cancellingDialects : dialects);
  const board = drawBoard(dialect, chance);
  const vendor = createVendor({
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
    trustsCopies: mutation?.trustsCopies === true,
  });
  const desk = { chance: createChance(seed, `desk ${family}`), done: new Map(), exports: [] };
  const world = { board, vendor, timeline, faults, checks, chance, disk, watch, mutation, processes: [], desk, trace };
  return { world, trace: () => hash.digest("hex") };
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

/** Few vendors can call a task off, and few tasks wait when somebody thinks of it: so that is tried more often. */
function drawChore({ desk: { chance }, vendor }: World): ChoreName {
  const canCancel = vendor.dialect.support.cancel !== undefined;
  return canCancel && chance.percent(50) ? "cancel what waits" : chance.pick(choreNames);
}

/** One start of the program, or two at once, until they have ended or died. */
async function session(world: World, program: Program = "render"): Promise<readonly Ended[]> {
  const { chance, faults, timeline, desk } = world;
  const starts = [begin(world, program, 0)];
  if (faults.strikes("process: two at once")) {
    const other = desk.chance.percent(choreShare) ? drawChore(world) : "render";
    starts.push(begin(world, other, chance.between(0, 20_000)));
  }
  const ends: Ended[] = [];
  for (const start of starts) void start.then((end) => ends.push(end));
  const others = faults.strikes("output: somebody's file") ? layFile(world) : undefined;
  const outcome = await timeline.runUntil(() => ends.length === starts.length, longestRunMs);
  world.checks.holds("run-ends", outcome === "over", () => `a run does not end within ${longestRunMs / hourMs} hours`);
  for (const end of ends) judge(world, end, others !== undefined);
  others?.takeBack();
  return ends;
}

async function begin(world: World, program: Program, delayMs: number): Promise<Ended> {
  const { timeline, faults, chance, disk, checks, processes } = world;
  const process = createProcess(processes.length + 1, { timeline, faults, chance, onDeath: disk.tear });
  processes.push(process);
  const own = timeline.clockOf(process);
  const begunAt = timeline.now();
  if (delayMs > 0) await own.sleep(delayMs);
  if (faults.strikes("process: killed at a time")) void own.sleep(chance.between(1, 120_000)).then(process.kill);
  const stop = new AbortController();
  if (faults.strikes("process: interrupted")) {
    void own.sleep(chance.between(1, 120_000)).then(() => stop.abort());
  }
  const jump = faults.strikes("clock: jump ahead")
    ? chance.between(1, 48) * hourMs
    : faults.strikes("clock: jump back")
      ? -chance.between(1, 120) * 60_000
      : 0;
  if (jump !== 0) {
    void setClocks(world, own.sleep(chance.between(1, 60_000)), jump);
  }
  const died = process.died.then((): Ended => ({ kind: "died" }));
  const ran = carryOut(world, program, optionsOf(world, process, { program, signal: stop.signal })).catch(
    (error: unknown): Ended => ({ kind: "threw", program, error }),
  );
  const end = await Promise.race([died, ran]);
  world.trace(`process ${process.id} ${program} ${end.kind}`);
  if (end.kind === "threw" && end.error instanceof LedgerHeldError) {
    const { pid } = end.error.holder;
    const diedAt = processes[pid - 1]?.diedAt ?? timeline.now();
    checks.holds("one-run", diedAt >= begunAt, () => `process ${pid}, long dead, holds the ledger`);
  }
  // Whatever the process still had in hand ends with it.
  if (end.kind !== "died") process.kill();
  return end;
}

async function carryOut({ board, mutation, desk }: World, program: Program, run: RunOptions): Promise<Ended> {
  if (program === "render") {
    return { kind: "report", report: await runPlans([mutation?.plan?.(board.plan) ?? board.plan], run) };
  }
  desk.done.set(program, (desk.done.get(program) ?? 0) + 1);
  await carryOutChore(program, {
    run,
    board,
    chance: desk.chance,
    exports: desk.exports,
    checksImports: mutation?.checksImports !== false,
  });
  return { kind: "done" };
}

async function setClocks({ timeline, watch }: World, moment: Promise<void>, byMs: number): Promise<void> {
  await moment;
  timeline.jump(byMs);
  watch.clockJumped();
}

function optionsOf(
  world: World,
  process: SimulatedProcess,
  { program, signal }: { readonly program: Program; readonly signal: AbortSignal },
): RunOptions {
  const { board, disk, watch, vendor, timeline, processes, mutation, trace, faults } = world;
  const traffic: Traffic = { process, requestsAt: [], openSubmits: 0 };
  const own = program === "render" ? watch.ledger : watch.decisions;
  const mutated = mutation?.ledger?.(own) ?? own;
  const transport = transportOf(vendor, { process, traffic, watch });
  const store = disk.storeOf(process);
  const clock = timeline.clockOf(process);
  const state: State = {
    realmClass: "live",
    ledger: ledgerOf(mutated, { process, disk }),
    store: mutation?.store?.(store) ?? store,
    clock: { now: () => clock.now(), sleep: (ms, until) => clock.sleep(ms, until).then(process.thawed) },
    processes: {
      self: (runId) => ({ host: "simulated", pid: process.id, startedAt: "", runId }),
      isGone: ({ pid }) => processes[pid - 1]?.alive !== true,
    },
    close: () => Promise.resolve(),
  };
  return {
    state,
    signal,
    transport: mutation?.transport?.(transport) ?? transport,
    keys: () => canaryKey,
    random: createChance(process.id, `process ${faults.counts.size} ${vendor.tasks.length} ${timeline.now()}`).random,
    onEvent: (event: RunEvent) => {
      if (!process.alive) return;
      watch.said(event, `event ${event.type}`);
      trace(`${process.id} ${JSON.stringify(event)}`);
    },
    ...(mutation?.formats === undefined ? {} : { formats: mutation.formats() }),
    ...(board.runBudget === undefined ? {} : { budget: [{ amount: board.runBudget, currency: board.currency }] }),
    ...(board.maxTasks === undefined ? {} : { maxTasks: board.maxTasks }),
  };
}

/** What may end a run early is the world's doing. */
function judge({ checks, watch }: World, end: Ended, mayRefuse = false): void {
  if (end.kind === "died" || end.kind === "done") return;
  if (end.kind === "report") {
    watch.said(end.report, "the report");
    checks.holds("one-run", end.report.stopped?.code !== "ledger_fenced", () => "a living run was put out");
    return;
  }
  const { error, program } = end;
  watch.said(error, "an error");
  checks.holds("one-run", !(error instanceof LedgerFencedError), () => "a living run was put out");
  checks.holds(
    "run-sound",
    error instanceof StorageError ||
      error instanceof LedgerHeldError ||
      error instanceof LedgerFencedError ||
      (mayRefuse && error instanceof OutputRefusedError) ||
      (program !== "render" && error instanceof DecisionError),
    () => `${program} broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
}

/** Runs without faults until nothing changes any more; in the middle a person decides what waits for a decision. */
async function comeToRest(world: World): Promise<void> {
  const { checks, watch, timeline, chance } = world;
  let before = "";
  let hasDecided = false;
  for (let run = 0; run < calmRuns && checks.violations.length === 0; run += 1) {
    const [end] = await session(world);
    checks.holds("run-sound", end?.kind === "report", () => `a run without faults ${JSON.stringify(end)}`);
    if (end?.kind !== "report") return;
    await timeline.runUntil(() => false, betweenRunsMs);
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
