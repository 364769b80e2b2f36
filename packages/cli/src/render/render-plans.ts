import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import {
  abandonLiveAttempts,
  openState,
  createFfmpegCutter,
  runPlans,
  type Cutoff,
  type RealmClass,
  type RunEvent,
  type RunReport,
} from "@shotlist/batch-runner";
import type { Money, Plan, PlannedTake } from "@shotlist/core";
import type { Keyring } from "../owner/keyring.ts";
import type { Owner } from "../owner/owner.ts";
import { withOwnerBudgets } from "../owner/owner-budgets.ts";
import { placesOf } from "../state/places.ts";
import { splitByRealmClass } from "../state/realm-class.ts";
import type { Endpoint } from "./endpoint.ts";
import { mergeReports, type RenderReport } from "./merge-reports.ts";

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
  readonly concurrency: number | undefined;
  readonly maxTasks: number | undefined;
  readonly budget: readonly Money[];
  readonly owner: Owner;
  readonly cutoff: Cutoff | undefined;
  readonly maxDurationMs: number | undefined;
  readonly webhookUrl: string | undefined;
  readonly allowStale: boolean;
  readonly rebuy: boolean;
  readonly onEvent: (event: RunEvent) => void;
  readonly signal: AbortSignal;
}

/** Renders the plans, one kind of money after the other: each has a ledger of its own. */
export async function renderPlans(endpoint: Endpoint, settings: RenderSettings): Promise<RenderReport> {
  const reports: RunReport[] = [];
  let tasksLeft = settings.maxTasks;
  for (const [realmClass, plans] of splitByRealmClass(endpoint.plans)) {
    const report = await renderClass(plans, realmClass, endpoint, { ...settings, maxTasks: tasksLeft });
    if (tasksLeft !== undefined) tasksLeft -= report.submitted;
    reports.push(report);
  }
  return mergeReports(reports);
}

async function renderClass(
  plans: readonly Plan[],
  realmClass: RealmClass,
  { clock, transport, forgetsTasks }: Endpoint,
  settings: RenderSettings,
): Promise<RunReport> {
  const { stateFolder, cwd, keyring, out, only, concurrency, maxTasks, allowStale, rebuy, onEvent, signal } = settings;
  const { cutoff, maxDurationMs, webhookUrl } = settings;
  // At a mock nothing is spent that an owner could mind.
  const budget = realmClass === "live" ? withOwnerBudgets(settings.budget, settings.owner) : settings.budget;
  const state = openState({ dir: stateFolder, realmClass, clock });
  try {
    if (forgetsTasks) await abandonLiveAttempts(state);
    return await runPlans(plans, {
      state,
      transport,
      keys: keyring.keyOf,
      ...placesOf({ realmClass, stateFolder, cwd, out }),
      forceOutput: settings.forceOutput,
      frameCutter: createFfmpegCutter(),
      readAsset: (plan, { path }) => readFile(resolve(cwd, dirname(plan.file), path)),
      allowStale,
      rebuy,
      onEvent,
      signal,
      ...(only === undefined ? {} : { only }),
      ...(concurrency === undefined ? {} : { concurrency }),
      ...(maxTasks === undefined ? {} : { maxTasks }),
      ...(budget.length === 0 ? {} : { budget }),
      ...(cutoff === undefined ? {} : { cutoff }),
      ...(maxDurationMs === undefined ? {} : { maxDurationMs }),
      ...(webhookUrl === undefined ? {} : { webhookUrl }),
    });
  } finally {
    await state.close();
  }
}
