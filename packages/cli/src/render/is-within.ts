import type { Money } from "@shotlist/core";
import { sumEstimates } from "../output/money.ts";
import type { TaskToPay } from "../paying/tasks-to-pay.ts";
import { estimatesToPay } from "../paying/uploads-to-make.ts";

/** Whether a budget is enough for every task at its highest price. A task without a price is within none. */
export function isWithin(tasks: readonly TaskToPay[], budget: readonly Money[]): boolean {
  const { atMost, unpriced } = sumEstimates(estimatesToPay(tasks));
  return (
    unpriced === 0 &&
    atMost.every(({ amount, currency }) =>
      budget.some((allowed) => allowed.currency === currency && amount <= allowed.amount),
    )
  );
}
