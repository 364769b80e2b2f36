import type { Money } from "@shotlist/core";
import { sumEstimates } from "../output/money.ts";
import type { TaskToPay } from "../paying/tasks-to-pay.ts";

/** Whether a budget is enough for every task at its highest price. A task without a price is within none. */
export function isWithin(tasks: readonly TaskToPay[], budget: readonly Money[]): boolean {
  const { atMost, unpriced } = sumEstimates(tasks.map(({ lead }) => lead.take.estimate));
  return (
    unpriced === 0 &&
    atMost.every(({ amount, currency }) =>
      budget.some((allowed) => allowed.currency === currency && amount <= allowed.amount),
    )
  );
}
