import { createHash } from "node:crypto";
import { LedgerFencedError, LedgerHeldError, RunnerError, StorageError } from "../../errors.ts";
import { createMemoryLedger } from "../../ledger/memory-ledger.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { RunEvent } from "../../events.ts";
import type { RunOptions } from "../../run/options.ts";
import type { RunReport, TakeReport } from "../../run/report.ts";
import { runPlans } from "../../run/run-plans.ts";
import type { State } from "../../state.ts";
import { drawBoard, type Board } from "./board.ts";
import { createChance, type Chance } from "./chance.ts";
import { isClipOf } from "./clip-shelf.ts";
import { createDisk, type Disk } from "./disk.ts";
import { families, type FamilyName } from "./families.ts";
import { createFaults, type FaultKind, type Faults, type Strike } from "./faults.ts";
import { ledgerOf } from "./guarded-ledger.ts";
import { createChecks, type Checks, type InvariantName, type Violation } from "./invariants.ts";
import type { Mutation } from "./mutations.ts";
import { transportOf } from "./network.ts";
import { decideAll } from "./person.ts";
import { createProcess, type SimulatedProcess } from "./process.ts";
import { createTimeline, type Timeline } from "./timeline.ts";
import { canaryKey, createVendor, type Vendor } from "./vendor.ts";
import { createWatch, type Traffic, type Watch } from "./watch.ts";
import { dialects } from "./wire-shape.ts";

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
  /** Steps that touched the world, before the runs without faults. */
  readonly steps: number;
  /** The same for the same seed, whenever it is simulated. */
  readonly trace: string;
}

export interface SimulateOptions {
  readonly family: FamilyName;
  /** Something taken out of the runner, to see that it is missed. */
  readonly mutation?: Mutation;
  /** One step of the first run that goes wrong; then nothing else does. */
  readonly strike?: Strike;
  /** Everything that happens, line by line, as it happens. */
  readonly log?: (line: string) => void;
  /** Default: in memory. */
  readonly openLedger?: () => Ledger;
}

const startMs = Date.UTC(2026, 0, 2, 3, 4, 5);
const hourMs = 3_600_000;
/** A run that takes longer does not end. */
const longestRunMs = 3 * 24 * hourMs;
const betweenRunsMs = 600_000;
const faultyRuns = 4;
const calmRuns = 24;

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
  readonly trace: (line: string) => void;
}

/** How a process ended. */
type Ended =
  | { readonly kind: "report"; readonly report: RunReport }
  | { readonly kind: "threw"; readonly error: unknown }
  | { readonly kind: "died" };

/** Lets one world happen: runs among faults, then runs without, then decisions, and looks whether everything held. */
export async function simulate(seed: number, options: SimulateOptions): Promise<WorldResult> {
  const ledger = (options.openLedger ?? createMemoryLedger)();
  const { world, trace } = createWorld(seed, ledger, options);
  const { checks, chance, faults } = world;
  const runs = options.family === "calm" ? 1 : chance.between(1, faultyRuns);
  for (let run = 0; run < runs && checks.violations.length === 0; run += 1) await session(world);
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
  const dialect = chance.pick(dialects);
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
  const world = { board, vendor, timeline, faults, checks, chance, disk, watch, mutation, processes: [], trace };
  return { world, trace: () => hash.digest("hex") };
}

/** One start of the program, or two at once, until they have ended or died. */
async function session(world: World): Promise<readonly Ended[]> {
  const { chance, faults, timeline } = world;
  const starts = [begin(world, 0)];
  if (faults.strikes("process: two at once")) starts.push(begin(world, chance.between(0, 20_000)));
  const ends: Ended[] = [];
  for (const start of starts) void start.then((end) => ends.push(end));
  const outcome = await timeline.runUntil(() => ends.length === starts.length, longestRunMs);
  world.checks.holds("run-ends", outcome === "over", () => `a run does not end within ${longestRunMs / hourMs} hours`);
  for (const end of ends) judge(world, end);
  return ends;
}

async function begin(world: World, delayMs: number): Promise<Ended> {
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
  const { plan } = world.board;
  const ran = runPlans([world.mutation?.plan?.(plan) ?? plan], optionsOf(world, process, stop.signal)).then(
    (report): Ended => ({ kind: "report", report }),
    (error: unknown): Ended => ({ kind: "threw", error }),
  );
  const end = await Promise.race([died, ran]);
  world.trace(`process ${process.id} ${end.kind}`);
  if (end.kind === "threw" && end.error instanceof LedgerHeldError) {
    const { pid } = end.error.holder;
    const diedAt = processes[pid - 1]?.diedAt ?? timeline.now();
    checks.holds("one-run", diedAt >= begunAt, () => `process ${pid}, long dead, holds the ledger`);
  }
  // Whatever the process still had in hand ends with it.
  if (end.kind !== "died") process.kill();
  return end;
}

async function setClocks({ timeline, watch }: World, moment: Promise<void>, byMs: number): Promise<void> {
  await moment;
  timeline.jump(byMs);
  watch.clockJumped();
}

function optionsOf(world: World, process: SimulatedProcess, signal: AbortSignal): RunOptions {
  const { board, disk, watch, vendor, timeline, processes, mutation, trace, faults } = world;
  const traffic: Traffic = { process, requestsAt: [], openSubmits: 0 };
  const mutated = mutation?.ledger?.(watch.ledger) ?? watch.ledger;
  const transport = transportOf(vendor, { process, traffic, watch });
  const clock = timeline.clockOf(process);
  const state: State = {
    realmClass: "live",
    ledger: ledgerOf(mutated, { process, disk }),
    store: disk.storeOf(process),
    clock: { now: () => clock.now(), sleep: (ms, own) => clock.sleep(ms, own).then(process.thawed) },
    close: () => Promise.resolve(),
  };
  return {
    state,
    signal,
    transport: mutation?.transport?.(transport) ?? transport,
    keys: () => canaryKey,
    random: createChance(process.id, `process ${faults.counts.size} ${vendor.tasks.length} ${timeline.now()}`).random,
    holder: (runId) => ({ host: "simulated", pid: process.id, startedAt: "", runId }),
    isGone: ({ pid }) => processes[pid - 1]?.alive !== true,
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
function judge({ checks, watch }: World, end: Ended): void {
  if (end.kind === "died") return;
  if (end.kind === "report") {
    watch.said(end.report, "the report");
    checks.holds("one-run", end.report.stopped?.code !== "ledger_fenced", () => "a living run was put out");
    return;
  }
  const { error } = end;
  watch.said(error, "an error");
  checks.holds("one-run", !(error instanceof LedgerFencedError), () => "a living run was put out");
  checks.holds(
    "run-sound",
    error instanceof RunnerError &&
      (error instanceof StorageError || error instanceof LedgerHeldError || error instanceof LedgerFencedError),
    () => `a run broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
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
    if (!(await decideAll({ ...world, ledger: watch.ledger, chance }))) return;
  }
  checks.holds("settled", false, () => `after ${calmRuns} runs without faults it still changes: ${before}`);
}

const atRest: ReadonlySet<string> = new Set([
  "cached",
  "succeeded",
  "failed",
  "blocked",
  "cancelled",
  "uncertain",
  "lost",
]);
/** What only more money lets go on. */
const outOfMoney: ReadonlySet<string> = new Set(["budget_reached", "cap_reached", "max_tasks", "waits"]);

function checkSettled({ checks, board }: World, takes: readonly TakeReport[]): void {
  for (const { id, status, error } of takes) {
    const mayWait = board.runBudget !== undefined || board.plan.budget !== undefined || board.maxTasks !== undefined;
    const isSettled = atRest.has(status) || (status === "left" && mayWait && outOfMoney.has(error?.code ?? ""));
    checks.holds("settled", isSettled, () => `${id} is ${status}: ${JSON.stringify(error)}`);
  }
}

/** Every clip that the ledger knows as paid for is here in the end, whole and at its place. */
async function checkEnd({ checks, vendor, disk, board, timeline }: World, ledger: Ledger): Promise<void> {
  for (const attempt of await ledger.attempts()) {
    const { state } = attempt;
    if (!("taskId" in state) || state.taskId === undefined) continue;
    const task = vendor.tasks.find(({ id }) => id === state.taskId);
    if (task === undefined || state.name === "uncertain" || state.name === "lost") continue;
    const isDone = task.end === "succeeded" && timeline.now() >= task.endsAt;
    const isGivenUp = state.name === "abandoned" || state.name === "resubmitted";
    checks.holds(
      "clip-kept",
      !isDone || isGivenUp || state.name === "downloaded",
      () => `${task.id} is done, and its attempt is ${state.name}`,
    );
    if (state.name !== "downloaded") continue;
    const bytes = disk.files.clips.get(state.sha256) ?? Buffer.alloc(0);
    checks.holds(
      "clip-whole",
      isClipOf(task.id, bytes),
      () => `${bytes.length} bytes are kept as the clip of ${task.id}`,
    );
    for (const { take } of attempt.takes) {
      const file = [...disk.files.files].find(([name]) => name.endsWith(`/${take}.mp4`))?.[1];
      const planned = board.plan.takes.find(({ id }) => id === take);
      if (planned?.digest !== attempt.digest) continue;
      checks.holds(
        "clip-kept",
        file !== undefined && isClipOf(task.id, file),
        () => `${take} has no file of ${task.id}`,
      );
    }
  }
}
