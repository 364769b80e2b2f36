import type { Plan } from "@shotlist/core";
import { whileHolding } from "../state/with-lock.ts";
import { RunnerError } from "../failures/runner-error.ts";
import { inKnownReadings } from "../join/known-readings.ts";
import { statesWhere } from "../lifecycle/state.ts";
import { importLocks, readLocks, writeLocks } from "../lock/locks.ts";
import { createSystemRandom } from "../ports/random.ts";
import { createLearned } from "../schedule/learned.ts";
import type { RunReport } from "../work/outcome.ts";
import type { RunOptions } from "../work/options.ts";
import { assertRunOptions } from "../work/run-option-kinds.ts";
import { createStops } from "./stops.ts";
import { renderPlans } from "./render-plans.ts";

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
  return whileHolding(state, runId, async ({ fence, done, beat }) => {
    const learned = createLearned(state.ledger, fence);
    beat(() => learned.keep());
    warnOfOlderLedger(options);
    await importLocks([...compiled, ...(options.drafts ?? [])], { state, fence, files: options.lockFiles });
    const locks = await readLocks(compiled, options.lockFiles);
    const plans = await inKnownReadings(compiled, { ledger: state.ledger, locks });
    await recover(options, plans, fence);
    try {
      const stops = createStops(options, done);
      return await renderPlans(plans, { options, random, runId, fence, learned, stops });
    } finally {
      await keepLockFiles(options, plans, fence);
    }
  });
}

function warnOfOlderLedger({ state, onEvent }: RunOptions): void {
  const { takenIn = 0 } = state;
  if (takenIn === 0) return;
  const message = `The ledger was older than the clips and the log next to it. ${takenIn} records were restored, and nothing in them is paid for again`;
  onEvent?.({ type: "warning", at: state.clock.now(), message });
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
