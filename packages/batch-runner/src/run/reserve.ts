import type { Estimate } from "@shotlist/core";
import { isToSubmit } from "../join/joined-take.ts";
import { UnpricedTakeError } from "../failures/money-errors.ts";
import { budgetKeyOf } from "../money/budget-key.ts";
import type { Cap } from "../ledger/ledger.ts";
import { type LedgerMoney, toLedgerMoney, toMicros } from "../money/micros.ts";
import { filesToUpload, uploadPriceOf } from "../money/upload-price.ts";
import type { Cutoff, RunOptions } from "../work/options.ts";
import type { Work } from "../work/work.ts";

/** What an attempt takes from the budget before it is submitted; `undefined` where there is no price. */
export function reserveFor(estimate: Estimate, cutoff: Cutoff): LedgerMoney | undefined {
  switch (estimate.kind) {
    case "exact":
      return toLedgerMoney(estimate);
    case "range": {
      const { min, max, currency } = estimate;
      return { micros: toMicros(cutoff === "cautious" ? max : (min + max) / 2), currency };
    }
    case "unknown":
      return undefined;
    default:
      throw new Error(`no such estimate: ${JSON.stringify(estimate satisfies never)}`);
  }
}

const dayMs = 24 * 60 * 60_000;

/**
 * Every cap that a work counts towards: of the run, its storyboard, its provider, and its provider's last 24 hours. With
 * `soft`, what depends on a paid shot may finish past the budgets; a provider's own caps hold always.
 */
export function capsFor(
  { lead, plan, needs }: Work,
  { options, runId }: { readonly options: Pick<RunOptions, "budget" | "cutoff">; readonly runId: string },
): readonly Cap[] {
  const provider = plan.providers.find(({ name }) => name === lead.provider);
  const providerKey = `provider:${lead.realm}:${lead.provider}`;
  const { perDay, total } = provider?.caps ?? {};
  const mayFinish = options.cutoff === "soft" && needs.length > 0;
  const budgets = [
    ...(options.budget ?? []).map((money) => ({ key: `run:${runId}`, limit: toLedgerMoney(money) })),
    ...(plan.budget === undefined ? [] : [{ key: budgetKeyOf(plan.storyboard), limit: toLedgerMoney(plan.budget) }]),
  ];
  return [
    ...(mayFinish ? [] : budgets),
    ...(total === undefined ? [] : [{ key: providerKey, limit: toLedgerMoney(total) }]),
    ...(perDay === undefined ? [] : [{ key: providerKey, limit: toLedgerMoney(perDay), withinMs: dayMs }]),
  ];
}

/** Throws `UnpricedTakeError` for the first take that would be submitted and that some cap cannot see. */
export function assertPriced(works: readonly Work[], caps: (work: Work) => readonly Cap[], cutoff: Cutoff): void {
  for (const work of works) {
    if (!isToSubmit(work.action)) continue;
    const currencies = new Set(caps(work).map(({ limit }) => limit.currency));
    const [first] = currencies;
    if (first === undefined) continue;
    const reserve = reserveFor(work.lead.estimate, cutoff);
    const ofUploads = reserve !== undefined && currencies.has(reserve.currency);
    if (!ofUploads || !isUploadSeen(work, currencies)) {
      throw new UnpricedTakeError({ take: work.lead.id, provider: work.lead.provider, currency: first, ofUploads });
    }
  }
}

/** What the uploads of a work cost is in a currency that some cap can see. */
function isUploadSeen({ lead, provider }: Work, currencies: ReadonlySet<string>): boolean {
  const price = uploadPriceOf(provider);
  return price === undefined || currencies.has(price.currency) || filesToUpload(lead.asked).length === 0;
}
