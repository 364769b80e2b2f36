import type { Plan, PlannedTake, ResolvedShot } from "@shotlist/core";
import { present } from "@shotlist/schema";
import { OutputRefusedError } from "../failures/clip-errors.ts";
import type { Stop } from "../failures/take-error.ts";
import { formatSupportOf } from "../formats/format-support.ts";
import { draftStandings } from "../join/draft-standing.ts";
import { joinPlan, type JoinOptions } from "../join/join-plan.ts";
import type { JoinedTake } from "../join/joined-take.ts";
import { permittedAmong } from "../join/permitted.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import { isOpen, statesWhere } from "../lifecycle/state.ts";
import { fromMicros } from "../money/micros.ts";
import { canLookUp } from "../steps/adopt.ts";
import { outputDirOf } from "../steps/output-file.ts";
import type { RunContext } from "../work/context.ts";
import type { RunOptions } from "../work/options.ts";
import type { Outcome, RunReport } from "../work/outcome.ts";
import { formerWorks, selectTakes, toWorks, type Work } from "../work/work.ts";
import { buildReport } from "./build-report.ts";
import { carryOut } from "./carry-out.ts";
import { createContext, createFormats, placesNameOf, type Surroundings } from "./create-context.ts";
import { refusalsOf } from "./refused-outputs.ts";
import { assertPriced } from "./reserve.ts";
import type { Stops } from "./stops.ts";

/** One execution of some plans under a fence. */
export interface Run extends Surroundings {
  readonly stops: Stops;
}

/** Renders what is not rendered yet, and answers what became of it. The lock is held, and lock files are in the ledger. */
export async function renderPlans(plans: readonly Plan[], run: Run): Promise<RunReport> {
  const { options, runId, stops } = run;
  const { state } = options;
  const order = new Map(
    plans.flatMap(({ takes }) => takes).map((take, index) => [`${take.storyboard}/${take.id}`, index]),
  );
  const asked = selectTakes(await joinPlan(plans, state, whatMayBeDone(plans, options)), options.only ?? (() => true));
  const { joined, askedOf } = await whatIsPermitted(asked, plans, options);
  const wanted = toWorks(joined, plans, state.realmClass, askedOf);
  const works = [
    ...wanted,
    ...(options.only === undefined ? formerWorks(await openAttempts(state), wanted, plans) : []),
  ];
  const outcomes = new Map<string, Outcome>();
  const context = createContext(run, stops, outcomes);

  assertPriced(works, context.capsOf, options.cutoff ?? "hard");
  const refusals = await refusalsOf(joined, { plans, options, outputs: context.outputs });
  if (refusals.length > 0) throw new OutputRefusedError(refusals);
  for (const folder of new Set(works.flatMap(({ takes }) => takes.map(({ plan }) => outputDirOf(options, plan))))) {
    await state.store.probe(folder);
  }
  context.emit({ type: "run-started", runId, takes: joined.length });
  for (const { take, action, reason } of joined) {
    context.emit({
      type: "take-planned",
      storyboard: take.storyboard,
      take: take.id,
      provider: take.provider,
      action,
      reason,
    });
  }
  await beginWithLimits(context, works);
  await carryOut(context, works, { outcomes, changes: stops.changes, fail: stops.fail });
  await context.learned.keep();
  await state.store.settle().catch(stops.fail);
  stops.rethrow();
  return finish(context, works, outcomes, {
    stopped: stops.reason(),
    orderOf: (storyboard, take) => order.get(`${storyboard}/${take}`) ?? 0,
  });
}

/** What a run with these options may do. */
export function whatMayBeDone(
  plans: readonly Plan[],
  options: Pick<RunOptions, "allowStale" | "formats">,
): JoinOptions {
  const formatOf = createFormats(options);
  const providers = new Map(
    plans.flatMap((plan) => plan.providers.map((provider) => [`${plan.storyboard}/${provider.name}`, provider])),
  );
  return {
    mayRenderChanged: options.allowStale ?? false,
    canLookUp({ storyboard, provider: name }) {
      const provider = providers.get(`${storyboard}/${name}`);
      return provider !== undefined && canLookUp({ formatOf }, { provider });
    },
  };
}

interface Permitted {
  readonly joined: readonly JoinedTake[];
  /** What is asked for where a clip is made from its draft. */
  readonly askedOf: (take: PlannedTake) => ResolvedShot | undefined;
}

/** With drafts, what is bought is decided here, under the lock: whatever was shown before may have been taken back since. */
async function whatIsPermitted(
  joined: readonly JoinedTake[],
  plans: readonly Plan[],
  options: RunOptions,
): Promise<Permitted> {
  const { drafts, state, rebuy = false, formats = formatSupportOf } = options;
  if (drafts === undefined) return { joined, askedOf: () => undefined };
  const standings = await draftStandings(plans, drafts, {
    state,
    formatOf: ({ format }) => formats(format),
    now: state.clock.now(),
  });
  return {
    joined: permittedAmong(joined, { standings, rebuy }),
    askedOf: ({ storyboard, id }) => {
      const source = standings.get(`${storyboard}/${id}`)?.source;
      return source === undefined || source.isLapsed ? undefined : source.asked;
    },
  };
}

/** What a vendor was paid for and that is not fetched yet. */
function openAttempts({ ledger }: RunOptions["state"]): Promise<readonly Attempt[]> {
  return ledger.attempts({ states: statesWhere(isOpen) });
}

async function finish(
  context: RunContext,
  works: readonly Work[],
  outcomes: ReadonlyMap<string, Outcome>,
  run: { readonly stopped: Stop | undefined; readonly orderOf: (storyboard: string, take: string) => number },
): Promise<RunReport> {
  const { runId, placed, state } = context;
  const { spent, tasks } = await state.ledger.spending(`run:${runId}`);
  const report = buildReport(works, outcomes, {
    ...run,
    runId,
    placed,
    spent: spent.map(({ micros, currency }) => ({ amount: fromMicros(micros), currency })),
    submitted: tasks,
    uploads: context.uploaded,
  });
  const providers = new Map(
    works.flatMap(({ takes }) => takes.map(({ take }) => [`${take.storyboard}/${take.id}`, take.provider])),
  );
  for (const { storyboard, id, status, file, taskId, error } of report.takes) {
    context.emit({
      type: "take-finished",
      storyboard,
      take: id,
      provider: providers.get(`${storyboard}/${id}`) ?? "",
      status,
      ...present({ file, taskId, error }),
    });
  }
  context.emit({ type: "run-finished", ok: report.ok, spent: report.spent });
  return report;
}

/** A vendor that refused too many tasks at once a moment ago is not sent as many at once again. */
async function beginWithLimits({ learned, laneOf }: RunContext, works: readonly Work[]): Promise<void> {
  const providers = new Map(works.map(({ provider }) => [placesNameOf(provider), provider]));
  for (const [name, provider] of providers) laneOf(provider).begin(await learned.of(name));
}
