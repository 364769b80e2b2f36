import { DecisionError } from "../../failures/decision-error.ts";
import { LedgerHeldError } from "../../failures/ledger-errors.ts";
import { StorageError } from "../../failures/storage-error.ts";
import { judgeTakes } from "../../decide/judge-takes.ts";
import { formatSupportOf, type FormatSupport } from "../../formats/format-support.ts";
import { finalsOfDraft } from "../../join/draft-standing.ts";
import type { Transport } from "../../ports/transport.ts";
import { runPlans } from "../../run/run-plans.ts";
import type { State } from "../../state/state.ts";
import type { RunOptions } from "../../work/options.ts";
import { createChance, type Chance } from "../simulation/chance.ts";
import { isClipOf } from "../simulation/clip-shelf.ts";
import { transportOf } from "../simulation/network.ts";
import { createProcess, type SimulatedProcess } from "../simulation/process.ts";
import { stateOfProcess } from "../simulation/state-of-process.ts";
import { canaryKey } from "../simulation/vendor-answers.ts";
import { comeToRest } from "./come-to-rest.ts";
import type { DraftMutation } from "./draft-mutations.ts";
import { editOne, isDraftMarker, markedBody, writtenAs, type Written } from "./drafted-board.ts";
import {
  createDraftsWorld,
  draftLifeMs,
  type DraftsWorld,
  type DraftViolation,
  holds,
  isSound,
} from "./drafts-world.ts";
import { brokenBy, type DraftInvariant } from "./invariants.ts";

export interface DraftWorldResult {
  readonly violations: readonly DraftViolation[];
  /** How often each kind of submit reached the vendor. */
  readonly drafts: number;
  readonly finals: number;
  readonly fromDrafts: number;
  readonly checks: ReadonlySet<DraftInvariant>;
}

/** What a process is started for. */
type Program = "draft" | "final" | "render one" | "approve" | "reject";

const longestRunMs = 3 * 24 * 3_600_000;

/** Lets a world happen in which drafts are rendered, judged, edited and made into finals, among faults and then without. */
export async function simulateDrafts(seed: number, mutation?: DraftMutation): Promise<DraftWorldResult> {
  const world = createDraftsWorld(seed, mutation);
  const { chance, violations, checks, vendor } = world;
  const rounds = chance.between(4, 9);
  for (let round = 0; round < rounds && isSound(world); round += 1) {
    await session(world, round === 0 ? "draft" : drawProgram(chance));
    if (chance.percent(25)) world.shots = editOne(world.shots, chance);
    await world.timeline.runUntil(() => false, chance.pick([60_000, 60_000, 600_000, draftLifeMs]));
  }
  world.faults.stop();
  world.disk.heal();
  if (isSound(world)) await comeToRest(world, session);
  for (const process of world.processes) process.kill();
  const drafts = vendor.tasks.filter(({ marker }) => isDraftMarker(marker)).length;
  return {
    violations: [...violations, ...checks.violations],
    drafts,
    finals: vendor.tasks.length - drafts,
    fromDrafts: world.fromDrafts,
    checks: world.checked,
  };
}

function drawProgram(chance: Chance): Program {
  if (chance.percent(20)) return "draft";
  if (chance.percent(40)) return "final";
  if (chance.percent(8)) return "render one";
  return chance.percent(80) ? "approve" : "reject";
}

/** One start of the program, until it has ended or died. */
async function session(world: DraftsWorld, program: Program): Promise<void> {
  const { timeline, faults, chance, disk, processes } = world;
  const process = createProcess(processes.length + 1, { timeline, faults, chance, onDeath: disk.tear });
  processes.push(process);
  const own = timeline.clockOf(process);
  if (faults.strikes("process: killed at a time")) void own.sleep(chance.between(1, 60_000)).then(process.kill);
  let isOver = false;
  const end = (): void => {
    isOver = true;
  };
  void process.died.then(end);
  void carryOut(world, program, process).then(end, (error: unknown) => {
    const isOfTheWorld =
      error instanceof StorageError || error instanceof LedgerHeldError || error instanceof DecisionError;
    const detail = (): string => `${program} broke off: ${error instanceof Error ? error.stack : String(error)}`;
    world.checks.holds("run-sound", isOfTheWorld, detail);
    end();
  });
  const outcome = await timeline.runUntil(() => isOver, longestRunMs);
  world.checks.holds("run-ends", outcome === "over", () => `${program} does not end`);
  process.kill();
  placesApart(world);
}

async function carryOut(world: DraftsWorld, program: Program, process: SimulatedProcess): Promise<void> {
  const { chance, dialect, mutation } = world;
  const written = writtenAs(world.shots, dialect);
  const given = mutation?.written?.(written) ?? written;
  const state = stateOf(world, process);
  const key = { storyboard: written.drafts.storyboard, take: chance.pick(written.drafts.takes).id };
  switch (program) {
    case "draft":
      await runPlans([given.drafts], { ...optionsOf(world, process, state), allowStale: true });
      return;
    case "final":
      await runPlans([given.finals], {
        ...optionsOf(world, process, state, written),
        drafts: [given.drafts],
        allowStale: true,
      });
      return;
    case "render one":
      await runPlans([written.finals], {
        ...optionsOf(world, process, state),
        only: ({ id }) => id === key.take,
        allowStale: true,
      });
      return;
    case "approve": {
      const counting = (await state.ledger.versions(key)).at(-1);
      const today = written.drafts.takes.find(({ id }) => id === key.take)?.digest;
      // As people are refused it: of a draft of an earlier shot nobody can say what it permits.
      if (counting?.digest !== today) return;
      const permitsOf = (): readonly string[] => finalsOfDraft(key.take, written.finals).map(({ digest }) => digest);
      await judgeTakes(state, [key], { verdict: "approved", permitsOf });
      return;
    }
    case "reject":
      await judgeTakes(state, [key], { verdict: "rejected" });
      return;
    default:
      throw new Error(`no such program: ${String(program satisfies never)}`);
  }
}

function stateOf(world: DraftsWorld, process: SimulatedProcess): State {
  const { watch, mutation } = world;
  const ledger = mutation?.ledger?.(watch.ledger, writtenAs(world.shots, world.dialect)) ?? watch.ledger;
  return stateOfProcess(ledger, process, world);
}

function optionsOf(world: DraftsWorld, process: SimulatedProcess, state: State, finals?: Written): RunOptions {
  const { vendor, timeline, watch, mutation } = world;
  const traffic = { process, requestsAt: [], openSubmits: 0, hasty: 0 };
  const inner = transportOf(vendor, { process, traffic, watch });
  const random = createChance(process.id, `drafts ${vendor.tasks.length} ${timeline.now()}`).random;
  const formats = (format: string): FormatSupport => {
    const support = { ...formatSupportOf(format), draftLifeMs: () => draftLifeMs };
    return mutation?.format?.(support, vendor) ?? support;
  };
  return { state, transport: markingTransport(inner, world, finals), keys: () => canaryKey, random, formats };
}

/** Says on the way out of which stage a request is, looks at what leaves a run for finals, and lets the vendor know its drafts. */
function markingTransport(inner: Transport, world: DraftsWorld, finals: Written | undefined): Transport {
  const { vendor, ledger, timeline } = world;
  const markerOf = (taskId: string): string | undefined => vendor.tasks.find(({ id }) => id === taskId)?.marker;
  return {
    ...inner,
    async request(request, options) {
      if (request.method !== "POST") return inner.request(request, options);
      const marked = { ...request, body: markedBody(String(request.body ?? ""), markerOf) };
      if (marked.body.includes("draft_task")) world.fromDrafts += 1;
      if (finals !== undefined) {
        const broken = await brokenBy(marked, { ledger, vendor, timeline, written: finals, draftLifeMs });
        for (const name of ["approved-first", "from-its-draft", "no-draft-by-finals"] as const)
          holds(world, name, !broken.some(({ invariant }) => invariant === name), () => broken[0]?.detail ?? "");
      }
      return inner.request(marked, options);
    },
  };
}

function placesApart(world: DraftsWorld): void {
  const { disk, vendor } = world;
  for (const [file, bytes] of disk.files.files) {
    const task = vendor.tasks.find(({ id }) => isClipOf(id, bytes));
    if (task === undefined) continue;
    const isAmongDrafts = file.startsWith("/boards/renders-draft/");
    holds(world, "drafts-apart", isAmongDrafts === isDraftMarker(task.marker), () => `${task.marker} is at ${file}`);
  }
}
