import { present } from "@shotlist/schema";
import type { Plan, PlannedTake, ResolvedShot } from "@shotlist/core";
import { keepLock, takeLock } from "../state/with-lock.ts";
import { OutputRefusedError } from "../failures/clip-errors.ts";
import { RunnerError } from "../failures/runner-error.ts";
import { formatSupportOf } from "../formats/format-support.ts";
import { draftStandings } from "../join/draft-standing.ts";
import { joinPlan, type JoinOptions } from "../join/join-plan.ts";
import type { JoinedTake } from "../join/joined-take.ts";
import { permittedAmong } from "../join/permitted.ts";
import { inKnownReadings } from "../join/known-readings.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import { isOpen, statesWhere } from "../lifecycle/state.ts";
import { importLocks, readLocks, writeLocks } from "../lock/locks.ts";
import { fromMicros } from "../money/micros.ts";
import { createSystemRandom } from "../ports/random.ts";
import { canLookUp } from "../steps/adopt.ts";
import { outputDirOf } from "../steps/output-file.ts";
import { buildReport } from "./build-report.ts";
import { carryOut } from "./carry-out.ts";
import { createLearned, type Learned } from "../schedule/learned.ts";
import type { RunContext } from "../work/context.ts";
import type { Outcome, RunReport } from "../work/outcome.ts";
import { createContext, createFormats, placesNameOf } from "./create-context.ts";
import type { RunOptions } from "../work/options.ts";
import { assertRunOptions } from "../work/run-option-kinds.ts";
import type { Stop } from "../failures/take-error.ts";
import { assertPriced } from "./reserve.ts";
import { refusalsOf } from "./refused-outputs.ts";
import { createStops } from "./stops.ts";
import { formerWorks, selectTakes, toWorks, type Work } from "../work/work.ts";

/**
 * Renders the takes of the plans that the ledger does not have. A second call resumes: it submits nothing again, and
 * collects finished tasks. Throws `LedgerHeldError` during another run, `UnpricedTakeError`, `RealmMismatchError`,
 * `OutputRefusedError` and `StorageError`; once something may be paid for, it returns a report.
 */
export async function runPlans(compiled: readonly Plan[], options: RunOptions): Promise<RunReport> {
  assertRunOptions("runPlans", options);
  const { state } = options;
  const random = options.random ?? createSystemRandom();
  const runId = random.id();
  const fence = await takeLock(state, runId);
  const done = new AbortController();
  try {
    const learned = createLearned(state.ledger, fence);
    void keepLock(state, fence, done.signal, () => learned.keep());
    warnOfOlderLedger(options);
    await importLocks([...compiled, ...(options.drafts ?? [])], { state, fence, files: options.lockFiles });
    const locks = await readLocks(compiled, options.lockFiles);
    const plans = await inKnownReadings(compiled, { ledger: state.ledger, locks });
    await recover(options, plans, fence);
    try {
      return await renderPlans(plans, { options, random, runId, fence, learned, done: done.signal });
    } finally {
      await keepLockFiles(options, plans, fence);
    }
  } finally {
    done.abort();
    // A disk that refuses even this leaves a lock that the next run takes over, since this process is gone by then.
    await state.ledger.release(fence).catch(() => undefined);
  }
}

function warnOfOlderLedger({ state, onEvent }: RunOptions): void {
  const { takenIn = 0 } = state;
  if (takenIn === 0) return;
  const message = `The ledger was older than the clips and the log next to it. ${takenIn} records were restored, and nothing in them is paid for again`;
  onEvent?.({ type: "warning", at: state.clock.now(), message });
}

/** A vendor that refused too many tasks at once a moment ago is not sent as many at once again. */
async function beginWithLimits({ learned, laneOf }: RunContext, works: readonly Work[]): Promise<void> {
  const providers = new Map(works.map(({ provider }) => [placesNameOf(provider), provider]));
  for (const [name, provider] of providers) laneOf(provider).begin(await learned.of(name));
}

/** A lock file that cannot be written is a pity, not a failure: the ledger has what it would say. */
async function keepLockFiles(
  { state, lockFiles, onEvent }: RunOptions,
  plans: readonly Plan[],
  fence: number,
): Promise<void> {
  try {
    // A run that was taken over writes nothing any more, not even this.
    if (lockFiles !== undefined) await state.ledger.beat(fence, state.clock.now());
    await writeLocks(plans, { state, files: lockFiles });
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error;
    onEvent?.({ type: "warning", at: state.clock.now(), message: `The lock file was not written: ${error.message}` });
  }
}

/** What an earlier run left on its way is uncertain: it may have arrived. */
async function recover({ state, onEvent }: RunOptions, plans: readonly Plan[], fence: number): Promise<void> {
  const at = state.clock.now();
  for (const attempt of await state.ledger.attempts({ states: statesWhere((own) => own.at === "sending") })) {
    const { claimed, attempt: held } = await state.ledger.claim(fence, attempt.id, at);
    if (!claimed) continue;
    // Whether this run works on it is not known yet: it claims it again then.
    if (state.ledger.shared !== undefined) await state.ledger.leave(fence, held.realm, held.digest);
    const [take] = held.takes;
    if (
      take === undefined ||
      held.state.name !== "uncertain" ||
      !plans.some((plan) => plan.storyboard === take.storyboard)
    )
      continue;
    onEvent?.({ type: "uncertain", at, ...take, provider: held.provider.name, error: held.state.failure });
  }
}

interface Run {
  readonly options: RunOptions;
  readonly random: NonNullable<RunOptions["random"]>;
  readonly runId: string;
  readonly fence: number;
  readonly learned: Learned;
  readonly done: AbortSignal;
}

async function renderPlans(plans: readonly Plan[], run: Run): Promise<RunReport> {
  const { options, runId } = run;
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
  const stops = createStops(options, run.done);
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

function whatMayBeDone(plans: readonly Plan[], options: RunOptions): JoinOptions {
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
