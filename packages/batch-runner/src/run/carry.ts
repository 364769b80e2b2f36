import type { Attempt } from "../lifecycle/attempt.ts";
import { nextStep } from "../lifecycle/next-step.ts";
import { about, type RunContext, type Submitting, type Watching } from "../work/context.ts";
import type { Outcome } from "../work/outcome.ts";
import { adopt, canLookUp } from "../steps/adopt.ts";
import { leftAsItIs } from "../steps/submission.ts";
import { submit } from "../steps/submit.ts";
import { watch, type Watched } from "../steps/watch.ts";
import { traits } from "../lifecycle/state.ts";
import { refetch } from "./refetch.ts";
import { outcomeElsewhere } from "./settled-outcome.ts";
import type { Work } from "../work/work.ts";

/** What remains to be done once a task has ended at the vendor: nothing, or to fetch its clip. */
export type Carried =
  | { readonly kind: "ended"; readonly outcome: Outcome }
  | Extract<Watched, { kind: "succeeded" }>
  /** Another session works on it. */
  | { readonly kind: "held" };

/** Takes a digest to the end of its task: submits where nothing was submitted, and waits. */
export async function carry(context: RunContext, work: Work): Promise<Carried> {
  const attempt = await context.state.ledger.current(work.lead.realm, work.lead.digest);
  if (attempt === undefined) return submitAndWatch(context, work);
  if (context.state.ledger.shared !== undefined) return carryShared(context, work, attempt);
  return carryOn(context, work, attempt);
}

/** Where others work as well, an attempt is claimed first, and may have come to its end meanwhile. */
async function carryShared(context: RunContext, work: Work, { id }: Attempt): Promise<Carried> {
  const { ledger, clock } = context.state;
  const { claimed, attempt } = await ledger.claim(context.fence, id, clock.now());
  if (!claimed) return { kind: "held" };
  const own = traits[attempt.state.name];
  if (own.needsPerson || !own.ended) return carryOn(context, work, attempt);
  const outcome = await outcomeElsewhere(context, work, attempt);
  return { kind: "ended", outcome };
}

async function carryOn(context: RunContext, work: Work, attempt: Attempt): Promise<Carried> {
  const { do: deed } = nextStep(attempt.state, { canLookUp: true, clip: "missing" });
  switch (deed) {
    case "look-up":
      return lookUp(context, work, attempt);
    case "refetch":
      return refetchOrBuy(context, work, attempt);
    case "watch":
    case "collect":
      return resume(context, work, attempt);
    case "submit":
      return submitAndWatch(context, work);
    case "nothing":
      return leftAsItIs(attempt);
    default:
      throw new Error(`no such deed: ${String(deed satisfies never)}`);
  }
}

async function refetchOrBuy(context: RunContext, work: Work, attempt: Attempt): Promise<Carried> {
  const back = await refetch(context, work, attempt);
  if (back !== undefined) return { kind: "ended", outcome: back };
  await context.advance({ attemptId: attempt.id, event: { type: "resubmit" } });
  return submitAndWatch(context, work);
}

async function submitAndWatch(context: Submitting, work: Work): Promise<Carried> {
  const submission = await submit(context, work);
  if (submission.kind === "held") return submission;
  if (submission.kind === "task") return watch(context, work, submission.attempt);
  return submission.outcome.status === "uncertain" ? soonAfter(context, work, submission.outcome) : submission;
}

/** A submit that has just become uncertain is looked up in this very run, once the vendor has had time to keep its task. */
async function soonAfter(context: Watching, work: Work, outcome: Outcome): Promise<Carried> {
  const attempt = await context.state.ledger.current(work.lead.realm, work.lead.digest);
  if (attempt === undefined || !canLookUp(context, attempt)) return { kind: "ended", outcome };
  try {
    await context.state.clock.sleep(attempt.provider.pollEveryMs, context.stopping);
    return await lookUp(context, work, attempt);
  } catch (error) {
    if (context.stopping.aborted) return { kind: "ended", outcome };
    throw error;
  }
}

async function lookUp(context: Watching, work: Work, attempt: Attempt): Promise<Carried> {
  const found = await adopt(context, work, attempt);
  if (found.state.name === "adopted") return watch(context, work, found);
  const { state } = found;
  const error =
    state.name === "uncertain" ? state.failure : { code: "uncertain", message: `The take is ${state.name}` };
  return { kind: "ended", outcome: { status: "uncertain", error } };
}

async function resume(context: Watching, work: Work, attempt: Attempt): Promise<Carried> {
  if ("taskId" in attempt.state && attempt.state.taskId !== undefined) {
    context.emit({ type: "submitted", ...about(work), taskId: attempt.state.taskId, resumed: true });
  }
  return watch(context, work, attempt);
}
