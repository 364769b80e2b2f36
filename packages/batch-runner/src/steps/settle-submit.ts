import { present } from "@shotlist/schema";
import { reported } from "../failures/runner-error.ts";
import { StorageError, UnrecordedTaskError } from "../failures/storage-error.ts";
import type { TakeError } from "../failures/take-error.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import { taskOf, type AttemptState, type Failure } from "../lifecycle/state.ts";
import { about, type Recording, type Telling, type Watching } from "../work/context.ts";
import type { Outcome } from "../work/outcome.ts";
import type { Work } from "../work/work.ts";
import type { SubmitOutcome } from "./classify-submit.ts";
import type { Encoded } from "./encode-request.ts";
import { noAddress, redirected, redirectHint } from "./misdirected.ts";
import type { Submission, Try } from "./submission.ts";

/** The id of a paid task is worth waiting for a disk. */
const recordTries = 5;
const recordEveryMs = 1000;

/** What a submit was answered with. */
export interface Posted {
  readonly outcome: SubmitOutcome;
  readonly retryAfterMs: number | undefined;
}

/** Records what became of the submit before anything else happens. */
export async function settle(
  context: Watching,
  work: Work,
  attempt: Attempt,
  { request, outcome, retryAfterMs }: Posted & { readonly request: Encoded },
): Promise<Try> {
  const { advance } = context;
  const attemptId = attempt.id;
  const lane = context.laneOf(work.provider);
  switch (outcome.kind) {
    case "accepted":
      return accept(context, work, attempt, outcome);
    case "rate-limited":
      lane.submitLimited({ retryAfterMs, words: outcome.failure.message });
      await advance({ attemptId, event: { type: "not-created" } });
      return { kind: "again" };
    case "not-sent":
      lane.unreachable({
        code: "provider_unreachable",
        message: `${lane.provider.name} cannot be reached: ${outcome.failure.message}`,
        hint: "Check the network and the provider's base URL, then run again.",
      });
      await advance({ attemptId, event: { type: "not-created" } });
      return { kind: "again" };
    case "not-created":
      lane.submitLimited({ words: outcome.failure.message });
      await advance({ attemptId, event: { type: "not-created" } });
      return { kind: "not-created", error: outcome.failure };
    case "closed":
      lane.close({
        ...outcome.failure,
        code: "provider_closed",
        message: `${lane.provider.name} rejects the key or the account: ${outcome.failure.message}`,
        hint: `Check ${lane.provider.apiKeyEnv} and the account's balance, then run again; nothing was paid.`,
      });
      await advance({ attemptId, event: { type: "not-created" } });
      return { kind: "again" };
    case "no-address":
      // A provider that has taken a request before, be it for the draft, has this address: then it is this request that it does not know.
      if (lane.hasAnswered() || work.asked !== undefined) return refuse(context, work, attempt, outcome.failure);
      lane.close(noAddress(work, request.wire, outcome.failure));
      await advance({ attemptId, event: { type: "not-created" } });
      return { kind: "again" };
    case "refused":
      return refuse(context, work, attempt, outcome.failure);
    case "redirected": {
      const failure = await redirected(context, work, { wire: request.wire, ...outcome });
      // One wrong address shall not make a whole batch uncertain.
      lane.close({ ...failure, code: "redirected", hint: redirectHint });
      await advance({ attemptId, event: { type: "unanswered", failure } });
      return { kind: "ended", outcome: uncertain(context, work, failure) };
    }
    case "uncertain":
      lane.unanswered(outcome.failure);
      await advance({ attemptId, event: { type: "unanswered", failure: outcome.failure } });
      return { kind: "ended", outcome: uncertain(context, work, outcome.failure) };
    default:
      throw new Error(`no such outcome: ${JSON.stringify(outcome satisfies never)}`);
  }
}

async function refuse(context: Watching, work: Work, { id }: Attempt, failure: Failure): Promise<Submission> {
  context.laneOf(work.provider).answered();
  await context.advance({ attemptId: id, event: { type: "refused", failure } });
  const error = work.asked === undefined ? failure : { ...failure, ...withoutDraft };
  context.emit({ type: "failed", ...about(work), error });
  return { kind: "ended", outcome: { status: "failed", error } };
}

/** The vendor may have dropped the draft. A clip without it is another purchase, which a person decides. */
const withoutDraft = {
  hint: "The vendor may no longer have its draft. Retry it without the draft.",
  way: "without-draft",
} as const;

async function accept(
  context: Watching,
  work: Work,
  attempt: Attempt,
  { taskId, warnings }: Extract<SubmitOutcome, { kind: "accepted" }>,
): Promise<Submission> {
  const recorded = await recordTask(context, work, attempt, taskId);
  const { state } = recorded;
  const lane = context.laneOf(work.provider);
  if (state.name === "uncertain") {
    lane.unanswered(state.failure);
    return { kind: "ended", outcome: uncertain(context, work, state.failure, taskId) };
  }
  lane.answered();
  if (taskOf(state).taskId !== taskId) return foundDecided(context, work, { state, taskId });
  for (const message of warnings) context.emit({ type: "warning", ...about(work), message });
  context.emit({ type: "submitted", ...about(work), taskId, resumed: false });
  return { kind: "task", attempt: recorded };
}

/** Others took this run for gone, and decided the attempt before its answer came. A paid task that nobody knows of is said aloud. */
function foundDecided(
  context: Telling,
  work: Work,
  { state, taskId }: { readonly state: AttemptState; readonly taskId: string },
): Submission {
  const { taskId: known } = taskOf(state);
  const message =
    known === undefined
      ? `Task ${taskId} was created for the take as well, which is ${state.name} by now. It may be billed: look it up at the vendor`
      : `Task ${taskId} was created for the take as well, which has task ${known} by now. It may be billed: look it up at the vendor`;
  context.emit({ type: "warning", ...about(work), message });
  return { kind: "held" };
}

/** Nothing is worth more than the id of a paid task: a disk that is full for a moment is asked again. */
async function recordTask(context: Recording, work: Work, attempt: Attempt, taskId: string): Promise<Attempt> {
  for (let tries = 1; ; tries += 1) {
    try {
      return (await context.advance({ attemptId: attempt.id, event: { type: "accepted", taskId } })).attempt;
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      if (tries >= recordTries) {
        const unrecorded = new UnrecordedTaskError(taskId, work.lead.id, error);
        context.emit({ type: "uncertain", ...about(work), taskId, error: reported(unrecorded) });
        throw unrecorded;
      }
      await context.state.clock.sleep(recordEveryMs);
    }
  }
}

function uncertain(context: Telling, work: Work, error: TakeError, taskId?: string): Outcome {
  const task = present({ taskId });
  context.emit({ type: "uncertain", ...about(work), error, ...task });
  return { status: "uncertain", error, ...task };
}
