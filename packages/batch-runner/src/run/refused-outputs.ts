import type { Plan } from "@shotlist/core";
import { present } from "@shotlist/schema";
import type { OutputRefusal } from "../failures/clip-errors.ts";
import { joinPlan } from "../join/join-plan.ts";
import type { JoinedTake } from "../join/joined-take.ts";
import { locksOf } from "../lock/locks.ts";
import { outputFileOf } from "../steps/output-file.ts";
import { createOutputGuard } from "../steps/output-guard.ts";
import type { OutputGuard } from "../work/output-guard.ts";
import type { RunOptions } from "../work/options.ts";
import { assertRunOptions } from "../work/run-option-kinds.ts";
import { selectTakes } from "../work/work.ts";

type Options = Pick<
  RunOptions,
  "state" | "only" | "outputDirOf" | "outputPlace" | "forceOutput" | "isKnownClip" | "lockFiles"
>;

/**
 * The outputs that a run of the plans would refuse before its first submit. A run checks this itself; use it to start
 * several runs only if all of them can start. Writes nothing. Throws `LockFileError` and `StorageError`.
 */
export async function refusedOutputs(plans: readonly Plan[], options: Options): Promise<readonly OutputRefusal[]> {
  assertRunOptions("refusedOutputs", options);
  const { state, lockFiles, isKnownClip } = options;
  const joined = selectTakes(await joinPlan(plans, state, present({ lockFiles })), options.only ?? (() => true));
  // A run takes lock files into its ledger first.
  const locked = new Set((await locksOf(plans, lockFiles)).flatMap(({ lock }) => lock.entries.map(({ clip }) => clip)));
  const outputs = createOutputGuard(state, {
    ...options,
    isKnownClip: async (sha256) => locked.has(sha256) || (await isKnownClip?.(sha256)) === true,
  });
  return refusalsOf(joined, { plans, options, outputs });
}

/** Before anything is submitted: no clip is paid for that could not be put in its place. */
export async function refusalsOf(
  joined: readonly JoinedTake[],
  {
    plans,
    options,
    outputs,
  }: {
    readonly plans: readonly Plan[];
    readonly options: Pick<RunOptions, "state" | "outputDirOf">;
    readonly outputs: OutputGuard;
  },
): Promise<readonly OutputRefusal[]> {
  const planOf = new Map(plans.map((plan) => [plan.storyboard, plan]));
  const refusals: OutputRefusal[] = [];
  for (const { take, sha256 } of joined) {
    const plan = planOf.get(take.storyboard);
    if (plan === undefined) throw new Error(`take ${take.id} is of no plan`);
    const container = sha256 === undefined ? undefined : options.state.store.containerOf(sha256);
    const file = outputFileOf(options, plan, take, container);
    const refusal = await outputs.refusalOf({ plan, take, file, sha256 });
    if (refusal !== undefined) refusals.push(refusal);
  }
  return refusals;
}
