import type { ResolvedProvider } from "@shotlist/core";
import { present } from "@shotlist/schema";
import type { TakeError } from "../failures/take-error.ts";
import type { Admission, LaneLimits } from "../ledger/ledger.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import { fromMicros, isMoney } from "../money/micros.ts";
import { listRateOf, rateOf, type Rate } from "../money/rate.ts";
import { worstOf } from "../money/worst-case.ts";
import type { Formats, Submitting, Keeping } from "../work/context.ts";
import type { Work } from "../work/work.ts";

/** What a ledger answers in the end. */
export type Admitted = Exclude<Admission, { kind: "wait" }>;

/** How often, on average, a shared ledger is asked for room. */
const roomEveryMs = 1000;

/** Asks the ledger for an attempt and its money. Where all sessions together are at a limit, waits until there is room or the run stops. */
export async function admit(context: Submitting, work: Work): Promise<Admitted> {
  for (let tries = 1; ; tries += 1) {
    const admission = await askOnce(context, work);
    if (admission.kind !== "wait") {
      if (tries > 1 && admission.kind === "admitted") await enterAgain(context, work, admission.attempt);
      return admission;
    }
    if (tries === 1) tellOfWait(context, work, admission.cause);
    await context.state.clock.sleep(roomEveryMs * (0.5 + context.random.next()), context.stopping);
  }
}

/** It has waited for room since its time to leave came: that is over, and it waits for the next. */
async function enterAgain(context: Submitting, { provider }: Work, { id }: Attempt): Promise<void> {
  try {
    await context.laneOf(provider).beforeSubmit(context.stopping);
  } catch (error) {
    await context.advance({ attemptId: id, event: { type: "not-created" } });
    throw error;
  }
}

/** Whoever watches hears why nothing happens; that it is still so, once a minute at most. */
function tellOfWait({ state, emit }: Submitting, { provider }: Work, cause: "in-flight" | "rate"): void {
  const now = state.clock.now();
  const { name, concurrency } = provider;
  const told = toldUntil.get(provider);
  if (told !== undefined && told > now) return;
  const untilMs = now + tellEveryMs;
  toldUntil.set(provider, untilMs);
  const message =
    cause === "rate"
      ? "all runs together have reached the limit of submits in a minute"
      : `all ${concurrency} tasks that may be in flight are taken: by other runs, or by takes that need your decision`;
  emit({ type: "paused", provider: name, cause: message, untilMs });
}

const tellEveryMs = 60_000;
const toldUntil = new WeakMap<ResolvedProvider, number>();

async function askOnce(context: Submitting, work: Work): Promise<Admission> {
  const provider = work.provider;
  const reserve = context.reserveOf(work);
  const rate = rateFor(context, work);
  const { maxTasks } = context.options;
  const { clock } = context.state;
  const steady = clock.steady?.();
  return context.state.ledger.admit(context.fence, {
    id: context.random.id(),
    realm: work.lead.realm,
    digest: work.lead.digest,
    provider,
    model: work.lead.model,
    runId: context.runId,
    takes: work.takes.map(({ take }) => ({ storyboard: take.storyboard, take: take.id })),
    failuresAreFree: context.formatOf(provider).failuresAreFree,
    caps: context.capsOf(work),
    at: clock.now(),
    ...present({ steady, reserve, rate, maxTasks, limits: limitsOf(context, provider) }),
  });
}

/** What all sessions of a shared ledger keep within. A run that has the ledger to itself keeps its limits itself. */
function limitsOf({ state }: Keeping, provider: ResolvedProvider): LaneLimits | undefined {
  if (state.ledger.shared === undefined) return undefined;
  const { concurrency, submitsPerMinute = provider.requestsPerMinute } = provider;
  return { inFlight: Math.max(1, concurrency), ...present({ submitsPerMinute }) };
}

/** By what a clip is billed, and what one costs at most. */
function rateFor(context: Formats, { provider, lead }: Work): Rate | undefined {
  const rate = rateOf(provider.price, lead.asked.resolution) ?? listRateOf(lead.estimate);
  if (rate === undefined) return undefined;
  const worst = worstOf(rate, lead.estimate, context.formatOf(provider).largestClip?.(lead.model));
  return isMoney(worst) ? { ...rate, worst } : rate;
}

/** Why nothing more may be spent. */
export function refusalOf(admission: Exclude<Admitted, { kind: "admitted" | "exists" }>): TakeError {
  if (admission.kind === "over-tasks") {
    return {
      code: "max_tasks",
      message: `No more tasks are submitted: the limit is ${admission.maxTasks}`,
      hint: "Allow more tasks, or run again.",
      way: "more-tasks",
    };
  }
  const { cap, taken } = admission;
  const limit = `${fromMicros(cap.limit.micros)} ${cap.limit.currency}`;
  return {
    code: cap.key.startsWith("provider:") ? "cap_reached" : "budget_reached",
    message: `This would exceed the limit of ${limit} (${fromMicros(taken)} already reserved or spent)`,
    hint: "Raise the budget or the cap, then run again.",
  };
}
