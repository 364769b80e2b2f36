import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { orderPlans, type Cutoff, type RealmClass } from "@shotlist/batch-runner";
import type { Money, Plan } from "@shotlist/core";
import { present } from "@shotlist/schema";
import { writeJson } from "../output/json.ts";
import { mergeReports } from "../output/merge-reports.ts";
import { renderReportToJson } from "../output/render-report.ts";
import { count } from "../output/units.ts";
import { withOwnerBudgets } from "../owner/owner-budgets.ts";
import type { Owner } from "../owner/owner.ts";
import { lockFilesIn } from "../state/lock-files.ts";
import { withOrders } from "../state/orders.ts";
import { splitByRealmClass } from "../state/realm-class.ts";
import { sharedLedgerOf } from "../state/shared-ledger.ts";
import { say, translate } from "../text/say.ts";
import { usageError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import type { World } from "../world/world.ts";
import type { RenderSettings } from "./render-plans.ts";

/** What says how a run goes on, and says nothing where there is none. */
const ofRuns = [
  "mock",
  "final",
  "rebuy",
  "concurrency",
  "max-duration",
  "webhook-url",
  "out",
  "force-output",
  "junit",
  "events",
] as const;

type OptionsOfRuns = { readonly [name in (typeof ofRuns)[number]]: string | boolean | undefined };

/** Refuses what workers could not do, and a ledger that they do not see. */
export function requireDetachable(stateFolder: string, options: OptionsOfRuns): void {
  const other = ofRuns.find((name) => options[name] !== undefined && options[name] !== false);
  if (other !== undefined) throw usageError(`--detach and --${other} cannot be used together`);
  if (sharedLedgerOf(stateFolder) !== undefined) return;
  throw usageError("--detach needs a shared ledger", "Give its address with $SHOTLIST_LEDGER or --ledger");
}

interface HandOver extends Pick<RenderSettings, "only" | "allowStale" | "maxTasks"> {
  readonly stateFolder: string;
  readonly cwd: string;
  readonly budget: readonly Money[];
  readonly owner: Owner;
  readonly cutoff: Cutoff | undefined;
  readonly json: boolean;
  readonly world: Pick<World, "stdout">;
}

interface Handed {
  readonly id: string;
  readonly realm: RealmClass;
  readonly takes: number;
}

/** Hands the takes to workers, and says how to go on. Sends nothing to a vendor. */
export async function handOver(plans: readonly Plan[], settings: HandOver): Promise<ExitCode> {
  const { json, world } = settings;
  const orders: Handed[] = [];
  let { maxTasks } = settings;
  for (const [realm, group] of splitByRealmClass(plans)) {
    const { id, takes } = await orderClass(group, realm, { ...settings, maxTasks });
    if (takes > 0) orders.push({ id, realm, takes });
    if (maxTasks !== undefined) maxTasks = Math.max(0, maxTasks - takes);
  }
  const takes = orders.reduce((sum, order) => sum + order.takes, 0);
  if (json) writeJson(world.stdout, { ...renderReportToJson(mergeReports([])), orders });
  else if (takes === 0) world.stdout.write(say`Nothing to hand over: no takes need to be rendered.\n`);
  else {
    world.stdout.write(
      say`${translate(count(takes, "take"))} handed to workers. Start workers with: shotlist worker\nSee how far they are with: shotlist status\n`,
    );
  }
  return ExitCode.ok;
}

function orderClass(plans: readonly Plan[], realmClass: RealmClass, settings: HandOver) {
  const { stateFolder, cwd, only, allowStale, maxTasks, cutoff, owner } = settings;
  const budget = realmClass === "live" ? withOwnerBudgets(settings.budget, owner) : settings.budget;
  return withOrders(stateFolder, realmClass, (state, orders) =>
    orderPlans(plans, {
      state,
      orders,
      allowStale,
      lockFiles: lockFilesIn(cwd),
      readAsset: (plan, { path }) => readFile(resolve(cwd, dirname(plan.file), path)),
      ...present({ only, maxTasks, cutoff }),
      ...(budget.length === 0 ? {} : { budget }),
    }),
  );
}
