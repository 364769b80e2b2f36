import { present } from "@shotlist/schema";
import type { RunEvent } from "../../work/events.ts";
import type { RunOptions } from "../../work/options.ts";
import type { RunReport } from "../../work/outcome.ts";
import { OutputRefusedError } from "../../failures/clip-errors.ts";
import { DecisionError } from "../../failures/decision-error.ts";
import { LedgerFencedError, LedgerHeldError } from "../../failures/ledger-errors.ts";
import { LockFileError } from "../../failures/lock-file-error.ts";
import { StorageError } from "../../failures/storage-error.ts";
import { runPlans } from "../../run/run-plans.ts";
import type { State } from "../../state/state.ts";
import { createChance } from "./chance.ts";
import { carryOutChore, choreNames, type ChoreName } from "./chores.ts";
import { transportOf } from "./network.ts";
import { layFile } from "./others-file.ts";
import { createProcess, type SimulatedProcess } from "./process.ts";
import { stateOfProcess } from "./state-of-process.ts";
import { canaryKey } from "./vendor-answers.ts";
import { written, type Traffic } from "./watch.ts";
import type { World } from "./world.ts";

const hourMs = 3_600_000;
/** A run that takes longer does not end. */
const longestRunMs = 3 * 24 * hourMs;
/** Of a hundred pauses between two runs, in so many a person has something done, unless the family says otherwise. */
export const choreShare = 40;

/** What a process is started for. */
type Program = "render" | ChoreName;

/** How a process ended. */
type Ended =
  | { readonly kind: "report"; readonly report: RunReport }
  | { readonly kind: "done" }
  | { readonly kind: "threw"; readonly program: Program; readonly error: unknown }
  | { readonly kind: "died" };

/** Few vendors can call a task off, and few tasks wait when somebody thinks of it: so that is tried more often. */
export function drawChore({ desk: { chance }, vendor }: World): ChoreName {
  const canCancel = vendor.dialect.support.cancel !== undefined;
  return canCancel && chance.percent(50) ? "cancel what waits" : chance.pick(choreNames);
}

/** One start of the program, or two at once, until they have ended or died. */
export async function session(world: World, program: Program = "render"): Promise<readonly Ended[]> {
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
  if (program === "render" && ends.some(isOfLockFile)) await session(world, "take the lock file in");
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

async function carryOut(
  { board, mutation, desk, repository }: World,
  program: Program,
  run: RunOptions,
): Promise<Ended> {
  if (program === "render") {
    return { kind: "report", report: await runPlans([mutation?.plan?.(board.plan) ?? board.plan], run) };
  }
  desk.done.set(program, (desk.done.get(program) ?? 0) + 1);
  await carryOutChore(program, {
    run,
    board,
    chance: desk.chance,
    exports: desk.exports,
    repository,
    checksImports: mutation?.checksImports !== false,
    checksLocks: mutation?.checksLocks !== false,
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
  const { board, disk, watch, vendor, callbacks, timeline, mutation, trace, faults, repository } = world;
  const traffic: Traffic = { process, requestsAt: [], openSubmits: 0, hasty: 0 };
  const own = program === "render" ? watch.ledger : watch.decisions;
  const mutated = mutation?.ledger?.(own, watch.ledger) ?? own;
  const transport = transportOf(vendor, { process, traffic, watch });
  const asItIs = stateOfProcess(mutated, process, world);
  const lockFiles = repository.filesOf(process, disk);
  const state: State = {
    ...asItIs,
    store: mutation?.store?.(asItIs.store) ?? asItIs.store,
    clock: mutation?.clock?.(asItIs.clock) ?? asItIs.clock,
  };
  return {
    state,
    signal,
    transport: mutation?.transport?.(transport) ?? transport,
    keys: () => canaryKey,
    // Shots are edited on other branches alone; what is asked for is what everybody wants.
    allowStale: true,
    ...(repository.isKept ? { lockFiles: mutation?.lockFiles?.(lockFiles) ?? lockFiles } : {}),
    random: createChance(process.id, `process ${faults.counts.size} ${vendor.tasks.length} ${timeline.now()}`).random,
    onEvent: (event: RunEvent) => {
      if (!process.alive) return;
      const text = written(event);
      watch.said(text, `event ${event.type}`);
      trace(`${process.id} ${text}`);
    },
    ...(mutation?.formats === undefined ? {} : { formats: mutation.formats() }),
    ...(board.runBudget === undefined ? {} : { budget: [{ amount: board.runBudget, currency: board.currency }] }),
    ...present({ maxTasks: board.maxTasks, notices: callbacks.heardBy(process) }),
  };
}

/** Whether a run was refused since its lock file cannot be read: somebody has to mend it first. */
export function isOfLockFile(end: Ended | undefined): boolean {
  return end?.kind === "threw" && end.error instanceof LockFileError;
}

/** What may end a run early is the world's doing. */
function judge({ checks, watch, repository }: World, end: Ended, mayRefuse = false): void {
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
      (error instanceof LockFileError && repository.wasSpoilt()) ||
      (program !== "render" && error instanceof DecisionError),
    () => `${program} broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
}
