import type { RunEvent } from "@shotlist/batch-runner";
import type { Money } from "@shotlist/core";
import { addMoney, formatMoney } from "../money.ts";

/** What a run has spent or reserved, as far as its events tell: never less than it is. */
export interface RunMoney {
  add(event: RunEvent): void;
  /** Such as `12.50 of 200.00 CNY`; empty where nothing has a price. */
  describe(): string;
}

/** `budget` is what the run may spend. */
export function createRunMoney(budget: readonly Money[]): RunMoney {
  const reserved = new Map<string, Money>();
  let total: readonly Money[] = [];
  return {
    add: (event) => {
      if (event.type === "submitting" && event.reserved !== undefined) {
        reserved.set(`${event.storyboard}/${event.take}`, event.reserved);
        total = addMoney([...total, event.reserved]);
      }
      if (event.type !== "succeeded" || event.cost?.billed === undefined) return;
      const before = reserved.get(`${event.storyboard}/${event.take}`);
      if (before?.currency !== event.cost.billed.currency) return;
      total = addMoney([...total, { ...before, amount: -before.amount }, event.cost.billed]);
    },
    describe: () => {
      const parts = total.map((spent) => {
        const limit = budget.find(({ currency }) => currency === spent.currency);
        const of = limit === undefined ? "" : ` of ${formatMoney([limit])}`;
        return of === "" ? formatMoney([spent]) : `${formatMoney([spent]).replace(` ${spent.currency}`, "")}${of}`;
      });
      return parts.join(" + ");
    },
  };
}
