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
      return `${formatAmount(estimate.min)} to ${formatMoney([{ amount: estimate.max, currency: estimate.currency }])}`;
    case "unknown":
      return "?";
    default:
      return estimate satisfies never;
  }
}

/** The sum of estimates per currency, at their highest; takes without a price are counted apart. */
export function sumEstimates(estimates: readonly Estimate[]): {
  readonly atMost: readonly Money[];
  readonly unpriced: number;
} {
  const micros = new Map<string, number>();
  let unpriced = 0;
  for (const estimate of estimates) {
    if (estimate.kind === "unknown") {
      unpriced += 1;
      continue;
    }
    const amount = estimate.kind === "exact" ? estimate.amount : estimate.max;
    // In millionths, because sums of floats drift.
    micros.set(estimate.currency, (micros.get(estimate.currency) ?? 0) + Math.round(amount * 1e6));
  }
  return { atMost: [...micros].map(([currency, sum]) => ({ amount: sum / 1e6, currency })), unpriced };
}
