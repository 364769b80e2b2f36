import type { Estimate, Money } from "@shotlist/core";

/** Money as a person reads it, such as `12.50 CNY`; several currencies are listed, never added. */
export function formatMoney(money: readonly Money[]): string {
  return money.map(({ amount, currency }) => `${formatAmount(amount)} ${currency}`).join(" + ");
}

/** At least two decimals, and as many as the amount needs up to the millionth that the ledger keeps. */
function formatAmount(amount: number): string {
  return amount.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 6, useGrouping: false });
}

/** What a take is expected to cost; `?` where there is no price. */
export function formatEstimate(estimate: Estimate): string {
  switch (estimate.kind) {
    case "exact":
      return formatMoney([estimate]);
    case "range":
      return `${formatAmount(estimate.min)}–${formatMoney([{ amount: estimate.max, currency: estimate.currency }])}`;
    case "unknown":
      return "?";
    default:
      return estimate satisfies never;
  }
}

/** Amounts of one currency added up, each currency for itself. */
export function addMoney(money: readonly Money[]): readonly Money[] {
  const micros = new Map<string, number>();
  // In millionths, because sums of floats drift.
  for (const { amount, currency } of money) {
    micros.set(currency, (micros.get(currency) ?? 0) + Math.round(amount * 1e6));
  }
  return [...micros].map(([currency, sum]) => ({ amount: sum / 1e6, currency }));
}

/** What estimates come to. */
export interface EstimateSum {
  /** Each range at its highest, per currency. */
  readonly atMost: readonly Money[];
  /** Takes without a price. */
  readonly unpriced: number;
}

/** Adds estimates up. */
export function sumEstimates(estimates: readonly Estimate[]): EstimateSum {
  const priced = estimates.filter((estimate) => estimate.kind !== "unknown");
  const atMost = priced.map((estimate) => ({
    amount: estimate.kind === "exact" ? estimate.amount : estimate.max,
    currency: estimate.currency,
  }));
  return { atMost: addMoney(atMost), unpriced: estimates.length - priced.length };
}
