import { uploadAgain } from "../../decide/upload-again.ts";
import { resolveTake } from "../../decide/resolve-take.ts";
import { DecisionError } from "../../failures/decision-error.ts";
import { LedgerHeldError } from "../../failures/ledger-errors.ts";
import { StorageError } from "../../failures/storage-error.ts";
import type { Transport } from "../../ports/transport.ts";
import { runPlans } from "../../run/run-plans.ts";
import type { State } from "../../state/state.ts";
import type { RunReport } from "../../work/outcome.ts";
import { createBesideLedger } from "../simulation/beside-ledger.ts";
import { createChance } from "../simulation/chance.ts";
import { createDisk } from "../simulation/disk.ts";
import { createFaults, type Strike } from "../simulation/faults.ts";
import { createChecks } from "../simulation/invariants.ts";
import { createMovingLedger } from "../simulation/moving-ledger.ts";
import { transportOf } from "../simulation/network.ts";
import { createProcess, type SimulatedProcess } from "../simulation/process.ts";
import { stateOfProcess } from "../simulation/state-of-process.ts";
import { createTimeline } from "../simulation/timeline.ts";
import { canaryKey, canarySignature } from "../simulation/vendor-answers.ts";
import { createVendor } from "../simulation/vendor.ts";
import { createWatch } from "../simulation/watch.ts";
import { dialects } from "../simulation/wire-shape.ts";
import { drawUploadBoard, pictureOf } from "./upload-board.ts";
import { createUploadDesk } from "./upload-desk.ts";
import type { UploadMutation } from "./upload-mutations.ts";
import { createUploadWatch, type UploadInvariant } from "./upload-watch.ts";

export interface UploadWorldResult {
  readonly violations: readonly string[];
  readonly checks: ReadonlySet<UploadInvariant>;
  readonly uploads: number;
  readonly tasks: number;
  readonly held: number;
  readonly steps: number;
}

export interface UploadOptions {
  readonly mutation?: UploadMutation | undefined;
  /** One step that goes wrong; then nothing else does. */
  readonly strike?: Strike;
  readonly calm?: boolean;
}

const startMs = Date.UTC(2026, 0, 2);
const hourMs = 3_600_000;
const longestRunMs = 72 * hourMs;
const family = {
  submit: 8,
  poll: 4,
  "disk: full": 0.5,
  "process: killed before a step": 0.8,
  "process: killed after a step": 0.8,
  "process: killed at a time": 25,
};

/** Lets a world happen whose shots need local files at their vendor, among faults and then without. */
export async function simulateUploads(
  seed: number,
  { mutation, strike, calm = false }: UploadOptions = {},
): Promise<UploadWorldResult> {
  const chance = createChance(seed, "uploads");
  const timeline = createTimeline(startMs);
  const faults = createFaults(calm ? {} : family, createChance(seed, "faults of uploads"), strike);
  const dialect = dialects.find(({ format }) => format === "toapis");
  if (dialect === undefined) throw new Error("no vendor of these worlds takes uploads");
  const board = drawUploadBoard(dialect, chance);
  const path = dialect.support.uploadOf?.("image")?.path ?? "";
  const desk = createUploadDesk({ path, lifeMs: board.lifeMs, timeline, chance, faultsPercent: calm ? 0 : 40 });
  const vendor = createVendor({ dialect, timeline, faults, chance, failingPercent: 0, slowestTaskMs: 20_000 });
  const disk = createDisk({ timeline, faults, chance, syncs: true, checksClips: true, trustsCopies: false });
  const beside = createBesideLedger(
    seed,
    mutation?.keepsSent === false ? { name: "", family: "calm", keepsSent: false } : undefined,
  );
  const moving = createMovingLedger(beside.open);
  beside.mount(disk.files);
  const checks = createChecks();
  const watch = createWatch({ board, vendor, checks, timeline, ledger: moving.ledger });
  const own = createUploadWatch({ board, desk, vendor, timeline, ledger: moving.ledger });
  const processes: SimulatedProcess[] = [];
  let held = 0;

  function stateOf(process: SimulatedProcess): State {
    const ledger = mutation?.ledger?.(watch.ledger) ?? watch.ledger;
    return stateOfProcess(ledger, process, { timeline, disk, processes });
  }

  function transportFor(process: SimulatedProcess): Transport {
    const traffic = { process, requestsAt: [], openSubmits: 0, hasty: 0 };
    const inner = transportOf(vendor, { process, traffic, watch });
    const transport: Transport = {
      ...inner,
      request(request, options) {
        if (request.method !== "POST") return inner.request(request, options);
        if (!request.url.endsWith(path)) {
          own.submitting(String(request.body ?? ""));
          return inner.request(request, options);
        }
        return process.step(async () => {
          await own.uploading(request);
          const answer = await desk.request(request, process.id);
          own.arrived();
          return answer;
        }, "network");
      },
    };
    return mutation?.transport?.(transport, path) ?? transport;
  }

  /** One start of the program, until it has ended or died. */
  async function session(): Promise<RunReport | undefined> {
    const process = createProcess(processes.length + 1, { timeline, faults, chance, onDeath: disk.tear });
    processes.push(process);
    if (faults.strikes("process: killed at a time"))
      void timeline.clockOf(process).sleep(chance.between(1, 30_000)).then(process.kill);
    let report: RunReport | undefined;
    let isOver = false;
    const end = (): void => {
      isOver = true;
    };
    void process.died.then(end);
    const random = createChance(process.id, `uploads ${desk.arrivals.length} ${timeline.now()}`).random;
    const run = async (): Promise<void> => {
      try {
        report = await runPlans([board.plan], {
          state: stateOf(process),
          transport: transportFor(process),
          keys: () => canaryKey,
          random,
          readAsset: async (_plan, { path: name }) => pictureOf(name),
          onEvent: (event) => watch.said(event, `event ${event.type}`),
        });
      } catch (error) {
        const isOfTheWorld = error instanceof StorageError || error instanceof LedgerHeldError;
        checks.holds("run-sound", isOfTheWorld, () => `a run broke off: ${error instanceof Error ? error.stack : ""}`);
      }
    };
    void run().then(end);
    const outcome = await timeline.runUntil(() => isOver, longestRunMs);
    checks.holds("run-ends", outcome === "over", () => "a run does not end");
    process.kill();
    own.arrived();
    return report;
  }

  /** A person looks at the vendor: what may have arrived is given up, and goes up once more. */
  async function decide(): Promise<void> {
    // Nobody decides while a request may still be on its way.
    await timeline.runUntil(() => false, 60_000);
    const person = createProcess(processes.length + 1, { timeline, faults, chance, onDeath: disk.tear });
    processes.push(person);
    const state = { ...stateOf(person), ledger: moving.ledger, store: disk.files };
    for (const sha256 of new Set((await moving.ledger.uploads()).map((upload) => upload.sha256))) {
      try {
        await uploadAgain(state, sha256);
        held += 1;
        for (const arrival of desk.arrivals) if (arrival.sha256 === sha256) arrival.givenUp = true;
      } catch (error) {
        if (!(error instanceof DecisionError)) throw error;
      }
    }
    for (const { takes } of await moving.ledger.attempts({ states: ["uncertain", "lost"] })) {
      const [take] = takes;
      if (take !== undefined) await resolveTake(state, `${take.storyboard}/${take.take}`, "abandon");
    }
    person.kill();
  }

  const isSound = (): boolean => checks.violations.length + own.violations.length === 0;
  const runs = calm ? 1 : chance.between(2, 5);
  for (let run = 0; run < runs && isSound(); run += 1) {
    await moving.backUp();
    await session();
    if (!calm && chance.percent(20)) await decide();
    if (!calm && chance.percent(25)) {
      await moving.restore();
      watch.moved();
    }
    await timeline.runUntil(() => false, calm ? 60_000 : chance.pick([60_000, 30 * 60_000, 2 * hourMs, 25 * hourMs]));
  }
  faults.stop();
  desk.stop();
  disk.heal();
  const steps = faults.steps();
  for (let run = 0; run < 4 && isSound(); run += 1) {
    const report = await session();
    await timeline.runUntil(() => false, 60_000);
    if (run === 3) own.settled(report);
    else if (run === 1) await decide();
  }
  const text = JSON.stringify(await moving.ledger.records());
  checks.holds(
    "secrets",
    !text.includes(canaryKey) && !text.includes(canarySignature),
    () => "a record holds a secret",
  );
  for (const process of processes) process.kill();
  await moving.ledger.close();
  return {
    violations: [
      ...checks.violations.map(({ invariant, detail }) => `${invariant}: ${detail}`),
      ...own.violations.map(({ invariant, detail }) => `${invariant}: ${detail}`),
    ],
    checks: own.checked,
    uploads: desk.arrivals.length,
    tasks: vendor.tasks.length,
    held,
    steps,
  };
}
