import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import {
  abandonLiveAttempts,
  createFfmpegCutter,
  OutputRefusedError,
  refusedOutputs,
  runPlans,
  type Cutoff,
  type Notices,
  type OutputRefusal,
  type RealmClass,
  type RunEvent,
  type RunOptions,
  type RunReport,
} from "@shotlist/batch-runner";
import type { Money, Plan, PlannedTake } from "@shotlist/core";
import { present } from "@shotlist/schema";
import { linkHostsOf } from "../owner/key-hosts.ts";
import type { Keyring } from "../owner/keyring.ts";
import type { Owner } from "../owner/owner.ts";
import { withOwnerBudgets } from "../owner/owner-budgets.ts";
import { openStateAt } from "../state/open-state-at.ts";
import { placesOf } from "../state/places.ts";
import { splitByRealmClass } from "../state/realm-class.ts";
import type { Telemetry } from "../telemetry/telemetry.ts";
import type { Endpoint } from "./endpoint.ts";
import { mergeReports, type RenderReport } from "../output/merge-reports.ts";

/** What a render does, beyond what the plans say. */
export interface RenderSettings {
  readonly stateFolder: string;
  readonly cwd: string;
  readonly keyring: Keyring;
  /** Folder for the clips, instead of the storyboards' own. */
  readonly out: string | undefined;
  /** Replaces files that are not known as clips. */
  readonly forceOutput: boolean;
  /** The takes to render; their dependencies come along. */
  readonly only: ((take: PlannedTake) => boolean) | undefined;
  /** The plans of the drafts, where only clips whose draft is approved are bought. */
  readonly drafts: readonly Plan[] | undefined;
  readonly concurrency: number | undefined;
  readonly maxTasks: number | undefined;
  readonly budget: readonly Money[];
  readonly owner: Owner;
  readonly cutoff: Cutoff | undefined;
  readonly maxDurationMs: number | undefined;
  readonly webhookUrl: string | undefined;
  readonly notices: Notices | undefined;
  readonly allowStale: boolean;
  readonly rebuy: boolean;
  readonly onEvent: (event: RunEvent) => void;
  readonly telemetry: Telemetry | undefined;
  readonly signal: AbortSignal;
}

/** Renders the plans, one kind of money after the other: each has its own ledger. */
export async function renderPlans(endpoint: Endpoint, settings: RenderSettings): Promise<RenderReport> {
  const reports: RunReport[] = [];
  let tasksLeft = settings.maxTasks;
  const groups = splitByRealmClass(endpoint.plans.map((plan) => withPlacesInUse(plan, settings)));
  if (groups.size > 1) await assertAllOutputs(groups, endpoint, settings);
  for (const [realmClass, plans] of groups) {
    const report = await renderClass(plans, realmClass, endpoint, { ...settings, maxTasks: tasksLeft });
    if (tasksLeft !== undefined) tasksLeft -= report.submitted;
    reports.push(report);
  }
  return mergeReports(reports);
}

/** A run looks at its own outputs; of several runs none may submit where another one's output is refused. */
async function assertAllOutputs(
  groups: ReadonlyMap<RealmClass, readonly Plan[]>,
  { clock }: Endpoint,
  settings: RenderSettings,
): Promise<void> {
  const refusals: OutputRefusal[] = [];
  for (const [realmClass, plans] of groups) {
    const state = await openStateAt({ dir: settings.stateFolder, realmClass, clock });
    try {
      refusals.push(...(await refusedOutputs(plans, { state, ...outputOptions(realmClass, settings) })));
    } finally {
      await state.close();
    }
  }
  if (refusals.length > 0) throw new OutputRefusedError(refusals);
}

/** A folder that was typed leaves the storyboard's own out of account. */
function withPlacesInUse(plan: Plan, { out }: Pick<RenderSettings, "out">): Plan {
  const { outputPlaces: { file } = {}, ...rest } = plan;
  if (out === undefined) return plan;
  return file === undefined ? rest : { ...rest, outputPlaces: { file } };
}

/** Where clips go, and what they may replace. */
function outputOptions(
  realmClass: RealmClass,
  { stateFolder, cwd, out, forceOutput, only }: RenderSettings,
): Pick<RunOptions, "outputDirOf" | "outputPlace" | "isKnownClip" | "forceOutput" | "lockFiles" | "only"> {
  return {
    ...placesOf({ realmClass, stateFolder, cwd, out }),
    forceOutput,
    ...present({ only }),
  };
}

async function renderClass(
  plans: readonly Plan[],
  realmClass: RealmClass,
  { clock, transport, forgetsTasks }: Endpoint,
  settings: RenderSettings,
): Promise<RunReport> {
  const { stateFolder, cwd, keyring, concurrency, maxTasks, allowStale, rebuy, onEvent, signal } = settings;
  const { cutoff, maxDurationMs, webhookUrl, notices, drafts, telemetry } = settings;
  // At a mock nothing is spent that an owner could mind.
  const budget = realmClass === "live" ? withOwnerBudgets(settings.budget, settings.owner) : settings.budget;
  const state = await openStateAt({ dir: stateFolder, realmClass, clock });
  try {
    if (forgetsTasks) await abandonLiveAttempts(state);
    return await runPlans(plans, {
      state,
      transport: telemetry?.transport(transport) ?? transport,
      keys: keyring.keyOf,
      hostRefusal: keyring.hostRefusal,
      linkHosts: linkHostsOf(settings.owner),
      ...outputOptions(realmClass, settings),
      frameCutter: createFfmpegCutter(),
      readAsset: (plan, { path }) => readFile(resolve(cwd, dirname(plan.file), path)),
      allowStale,
      rebuy,
      onEvent,
      signal,
      ...(drafts === undefined ? {} : { drafts: splitByRealmClass(drafts).get(realmClass) ?? [] }),
      ...present({ concurrency, maxTasks }),
      ...(budget.length === 0 ? {} : { budget }),
      ...present({ cutoff, maxDurationMs, webhookUrl, notices, around: telemetry?.around }),
    });
  } finally {
    await state.close();
  }
}
