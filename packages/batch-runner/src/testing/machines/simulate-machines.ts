import { LedgerFencedError } from "../../failures/ledger-errors.ts";
import { StorageError } from "../../failures/storage-error.ts";
import { runPlans } from "../../run/run-plans.ts";
import type { State } from "../../state/state.ts";
import type { RunReport } from "../../work/outcome.ts";
import { drawBoard } from "../simulation/board.ts";
import { createChance } from "../simulation/chance.ts";
import { checkEnd, checkSettled } from "../simulation/check-end.ts";
import { createDisk } from "../simulation/disk.ts";
import { createFaults } from "../simulation/faults.ts";
import { createChecks, type InvariantName, type Violation } from "../simulation/invariants.ts";
import { transportOf } from "../simulation/network.ts";
import { decideAll } from "../simulation/person.ts";
import { createProcess, type SimulatedProcess } from "../simulation/process.ts";
import { createTimeline } from "../simulation/timeline.ts";
import { canaryKey } from "../simulation/vendor-answers.ts";
import { createVendor } from "../simulation/vendor.ts";
import { createWatch, type Traffic } from "../simulation/watch.ts";
import { dialects } from "../simulation/wire-shape.ts";
import { createLedgerServer } from "./ledger-server.ts";
import type { MachineMutation } from "./machine-mutations.ts";
import { createSharedMemoryLedger } from "./shared-memory-ledger.ts";

export interface MachinesResult {
  readonly violations: readonly Violation[];
  readonly checks: ReadonlyMap<InvariantName, number>;
  readonly tasks: number;
  readonly outages: number;
  /** Runs that were taken for gone, and found it out. */
  readonly fenced: number;
  /** Ids of tasks that came from a run that was taken for gone. */
  readonly lateIds: number;
}

const startMs = Date.UTC(2026, 0, 2);
const minuteMs = 60_000;
const longestRunMs = 12 * 60 * minuteMs;
const calmRounds = 12;
/** So that each machine gets some. */
const mostTakes = 12;
const faultsOfMachines = {
  submit: 30,
  poll: 4,
  "process: frozen": 2,
  "process: interrupted": 10,
  "process: killed before a step": 0.4,
  "process: killed after a step": 0.4,
  "process: killed at a time": 25,
};

/** Lets machines render one storyboard over one ledger, among faults and then without; persons decide what waits for them. */
export async function simulateMachines(
  seed: number,
  { mutation, log }: { readonly mutation?: MachineMutation; readonly log?: (line: string) => void } = {},
): Promise<MachinesResult> {
  const chance = createChance(seed, "machines");
  const timeline = createTimeline(startMs);
  const faults = createFaults(faultsOfMachines, createChance(seed, "faults of machines"));
  const dialect = chance.pick(dialects);
  const board = drawBoard(dialect, chance, createChance(seed, "limits of machines"), mostTakes);
  const vendor = createVendor({
    dialect,
    timeline,
    faults,
    chance: createChance(seed, "vendor of machines"),
    failingPercent: chance.pick([0, 20]),
    slowestTaskMs: chance.pick([20_000, 200_000]),
  });
  const disk = createDisk({ timeline, faults, chance, syncs: true, checksClips: true, trustsCopies: false });
  const checks = createChecks();
  const store = createSharedMemoryLedger(timeline.now);
  const watch = createWatch({ board, vendor, checks, timeline, ledger: store });
  const server = createLedgerServer(store, {
    timeline,
    chance: createChance(seed, "server of machines"),
    outagePercent: 0.5,
  });
  const processes: SimulatedProcess[] = [];
  /** All requests that are on their way, of every machine: together they have one limit. */
  const together = { openSubmits: 0 };
  let fenced = 0;
  let lateIds = 0;

  function stateOf(process: SimulatedProcess, machine: string): State {
    const clock = timeline.clockOf(process);
    const own = server.ledgerOf(mutation?.ledger?.(watch.ledger) ?? watch.ledger, process);
    return {
      realmClass: "live",
      ledger: {
        ...own,
        async advance(fence, advance) {
          const advanced = await own.advance(fence, advance);
          if (advance.event.type === "accepted" && process.wasFrozen) lateIds += 1;
          return advanced;
        },
      },
      store: disk.storeOf(process),
      clock: { ...clock, sleep: (ms, until) => clock.sleep(ms, until).then(process.thawed) },
      processes: {
        self: (runId) => ({ host: machine, pid: process.id, startedAt: "", runId }),
        isGone: ({ host, pid }) => host === machine && processes[pid - 1]?.alive !== true,
      },
      close: () => Promise.resolve(),
    };
  }

  function trafficOf(process: SimulatedProcess): Traffic {
    return {
      process,
      requestsAt: [],
      hasty: 0,
      isHeldUp: () => server.outages() > 0,
      get openSubmits() {
        return together.openSubmits;
      },
      set openSubmits(open) {
        together.openSubmits = open;
      },
    };
  }

  /** One start of the program on a machine, until it has ended or died. */
  async function start(machine: string, delayMs: number): Promise<RunReport | undefined> {
    const process = createProcess(processes.length + 1, { timeline, faults, chance, onDeath: disk.tear });
    processes.push(process);
    const clock = timeline.clockOf(process);
    await clock.sleep(delayMs);
    if (faults.strikes("process: killed at a time"))
      void clock.sleep(chance.between(1, 2 * minuteMs)).then(process.kill);
    const stop = new AbortController();
    if (faults.strikes("process: interrupted"))
      void clock.sleep(chance.between(1, 2 * minuteMs)).then(() => stop.abort());
    const transport = transportOf(vendor, { process, traffic: trafficOf(process), watch });
    const ran = runPlans([board.plan], {
      state: stateOf(process, machine),
      signal: stop.signal,
      transport: mutation?.transport?.(transport) ?? transport,
      keys: () => canaryKey,
      random: createChance(process.id, `machines ${seed} ${timeline.now()}`).random,
      onEvent(event) {
        watch.said(event, `event ${event.type}`);
        log?.(`${(timeline.now() - startMs) / 1000} ${machine} ${process.id} ${JSON.stringify(event)}`);
      },
      ...(board.runBudget === undefined ? {} : { budget: [{ amount: board.runBudget, currency: board.currency }] }),
      ...(board.maxTasks === undefined ? {} : { maxTasks: board.maxTasks }),
    });
    const report = await Promise.race([process.died, ran.catch((error: unknown) => judge(process, error))]);
    process.kill();
    if (report?.stopped?.code === "ledger_fenced") putOut(process);
    return report ?? undefined;
  }

  function putOut(process: SimulatedProcess): void {
    fenced += 1;
    checks.holds("one-run", process.wasFrozen, () => `process ${process.id} was put out while it lived`);
  }

  function judge(process: SimulatedProcess, error: unknown): undefined {
    watch.said(error, "an error");
    if (error instanceof LedgerFencedError) {
      putOut(process);
      return undefined;
    }
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    checks.holds("run-sound", error instanceof StorageError, () => `a run broke off: ${text}`);
    return undefined;
  }

  /** Starts on several machines, not at the same moment, until all have ended. */
  async function round(machines: readonly string[], withinMs: number): Promise<readonly (RunReport | undefined)[]> {
    const reports: (RunReport | undefined)[] = [];
    for (const machine of machines) void start(machine, chance.between(0, withinMs)).then((end) => reports.push(end));
    const outcome = await timeline.runUntil(() => reports.length === machines.length, longestRunMs);
    checks.holds("run-ends", outcome === "over", () => `of ${machines.length} runs ${reports.length} end`);
    return reports;
  }

  const isSound = (): boolean => checks.violations.length === 0;
  const machines = ["a", "b", "c", "d"].slice(0, chance.between(2, 4));
  const rounds = chance.between(1, 3);
  for (let index = 0; index < rounds && isSound(); index += 1) {
    await round([...machines, ...machines.filter(() => chance.percent(30))], chance.pick([0, 1000, minuteMs]));
    await timeline.runUntil(() => false, chance.pick([0, minuteMs, 60 * minuteMs]));
  }
  faults.stop();
  server.heal();
  disk.heal();
  await comeToRest();
  if (isSound()) await checkEnd({ checks, vendor, disk, board, timeline }, store);
  for (const process of processes) process.kill();
  return {
    violations: checks.violations,
    checks: checks.counts,
    tasks: vendor.tasks.length,
    outages: server.outages(),
    fenced,
    lateIds,
  };

  async function comeToRest(): Promise<void> {
    let before = "";
    let hasDecided = false;
    for (let index = 0; index < calmRounds && isSound(); index += 1) {
      const [report, other] = await round(machines.slice(0, 2), 5000);
      if (report === undefined || other === undefined) {
        checks.holds("run-sound", false, () => "a run without faults gives no report");
        return;
      }
      await timeline.runUntil(() => false, 10 * minuteMs);
      const now = report.takes.map(({ id, status }) => `${id} ${status}`).join(", ");
      if (now !== before || report.totals.detached > 0) {
        before = now;
        continue;
      }
      checkSettled({ checks, board }, report.takes);
      if (hasDecided) return;
      hasDecided = true;
      before = "";
      if (!(await decideAll({ ledger: watch.decisions, board, vendor, disk, timeline, chance }))) return;
    }
    checks.holds("settled", !isSound(), () => `after ${calmRounds} rounds without faults it still changes: ${before}`);
  }
}
