import { expect, test } from "vitest";
import { aPlan, aTake } from "../testing/plans.ts";
import { createWorld } from "../testing/world.ts";
import { budgetRoom } from "./budget-room.ts";

const priced = (id: string): ReturnType<typeof aTake> =>
  aTake(id, { estimate: { kind: "exact", amount: 1.1, currency: "CNY" } });
const board = (amount: number, currency = "CNY"): ReturnType<typeof aPlan> =>
  aPlan([priced("reveal")], { budget: { amount, currency } });

test("is the budget less what earlier runs spent of it, and never below nothing", async () => {
  const { render, state } = createWorld();
  expect(await budgetRoom([board(5)], undefined)).toEqual([{ amount: 5, currency: "CNY" }]);
  await render(board(5));
  expect(await budgetRoom([board(5)], state)).toEqual([{ amount: 3.9, currency: "CNY" }]);
  expect(await budgetRoom([board(1)], state)).toEqual([{ amount: 0, currency: "CNY" }]);
});

test("of several storyboards is the sum, unless nothing limits one of them or their currencies differ", async () => {
  const other = aPlan([], { storyboard: "other", budget: { amount: 2, currency: "CNY" } });
  expect(await budgetRoom([board(5), other], undefined)).toEqual([{ amount: 7, currency: "CNY" }]);
  expect(await budgetRoom([board(5), aPlan([], { storyboard: "third" })], undefined)).toEqual([]);
  expect(await budgetRoom([board(5, "USD"), other], undefined)).toEqual([]);
});

test("counts a storyboard and its drafts once", async () => {
  expect(await budgetRoom([board(5), { ...board(5), storyboard: "board" }], undefined)).toEqual([
    { amount: 5, currency: "CNY" },
  ]);
});
