import { present } from "@shotlist/schema";
import type { TakeError } from "../failures/take-error.ts";
import type { Admission } from "../ledger/ledger.ts";
import { fromMicros, isMoney } from "../money/micros.ts";
import { listRateOf, rateOf, type Rate } from "../money/rate.ts";
import { worstOf } from "../money/worst-case.ts";
import type { Formats, Submitting } from "../work/context.ts";
import type { Work } from "../work/work.ts";

/** Asks the ledger for an attempt and its money. */
export async function admit(context: Submitting, work: Work): Promise<Admission> {
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
    ...present({ steady, reserve, rate, maxTasks }),
  });
}

/** By what a clip is billed, and what one costs at most. */
function rateFor(context: Formats, { provider, lead }: Work): Rate | undefined {
  const rate = rateOf(provider.price, lead.asked.resolution) ?? listRateOf(lead.estimate);
  if (rate === undefined) return undefined;
  const worst = worstOf(rate, lead.estimate, context.formatOf(provider).largestClip?.(lead.model));
  return isMoney(worst) ? { ...rate, worst } : rate;
}

/** Why nothing more may be spent. */
export function refusalOf(admission: Exclude<Admission, { kind: "admitted" | "exists" }>): TakeError {
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
