import type { Money } from "@shotlist/core";
import { amountOfMoney } from "../arguments/amount.ts";
import type { Owner } from "./owner.ts";

/** The budgets of a run that costs money: those of the command line and the owner's, of each currency the lower one. */
export function withOwnerBudgets(budget: readonly Money[], { config }: Pick<Owner, "config">): readonly Money[] {
  const own = (config.budgets ?? []).map((text) => amountOfMoney("budget", text));
  return lowestBudgets([...budget, ...own]);
}

/** Of each currency the lowest of the budgets. */
export function lowestBudgets(budgets: readonly Money[]): readonly Money[] {
  const lowest = new Map<string, Money>();
  for (const money of budgets) {
    const before = lowest.get(money.currency);
    if (before === undefined || money.amount < before.amount) lowest.set(money.currency, money);
  }
  return [...lowest.values()];
}
