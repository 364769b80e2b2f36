import { expect, test } from "vitest";
import { withOwnerBudgets } from "./owner-budgets.ts";

const cny = (amount: number): { amount: number; currency: string } => ({ amount, currency: "CNY" });

test("of two budgets in one currency the lower one counts, whoever gave it", () => {
  expect(withOwnerBudgets([cny(50)], { config: { budgets: ["20 CNY"] } })).toEqual([cny(20)]);
  expect(withOwnerBudgets([cny(5)], { config: { budgets: ["20 CNY"] } })).toEqual([cny(5)]);
});

test("the owner's budget counts where the command line gives none, and together with one in another currency", () => {
  expect(withOwnerBudgets([], { config: { budgets: ["20 CNY"] } })).toEqual([cny(20)]);
  expect(withOwnerBudgets([cny(5)], { config: { budgets: ["2.5 USD"] } })).toEqual([
    cny(5),
    { amount: 2.5, currency: "USD" },
  ]);
});
