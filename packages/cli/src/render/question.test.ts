import type { JoinedTake } from "@shotlist/batch-runner";
import type { Estimate, PlannedTake } from "@shotlist/core";
import { expect, test } from "vitest";
import type { TaskToPay } from "../paying/tasks-to-pay.ts";
import { isWithin } from "./is-within.ts";
import { questionAbout } from "./question.ts";

function task(estimate: Estimate, takes = 1): TaskToPay {
  // What is asked follows from the price alone.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const take = { estimate } as Partial<PlannedTake> as PlannedTake;
  const lead: JoinedTake = { take, action: "render", own: "render", next: "submit", reason: "" };
  return { lead, takes: Array.from({ length: takes }, () => lead) };
}

const exact = (amount: number, currency = "CNY"): Estimate => ({ kind: "exact", amount, currency });
const range: Estimate = { kind: "range", min: 1, max: 3, currency: "CNY" };
const unknown: Estimate = { kind: "unknown" };

test.each<[string, readonly TaskToPay[], { readonly maxTasks?: number }?]>([
  ["Render 9 takes for at most 40.50 CNY?", Array.from({ length: 9 }, () => task(exact(4.5)))],
  ["Render 1 take for at most 3.00 CNY?", [task(range)]],
  ["Render 4 takes as 2 tasks for at most 3.00 CNY?", [task(exact(1), 3), task(exact(2))]],
  ["Render 2 takes for at most 1.00 CNY + 2.00 USD?", [task(exact(1)), task(exact(2, "USD"))]],
  ["Render 2 takes without a price?", [task(unknown), task(unknown)]],
  ["Render 3 takes for at most 1.00 CNY, 2 of them without a price?", [task(exact(1)), task(unknown), task(unknown)]],
  [
    "Submit at most 2 of 3 tasks for at most 7.00 CNY?",
    [task(exact(1)), task(exact(3)), task(exact(4))],
    { maxTasks: 2 },
  ],
])("%s", (question, tasks, options) => {
  expect(questionAbout(tasks, options)).toBe(question);
});

test.each<[boolean, readonly TaskToPay[], readonly string[]]>([
  [true, [task(exact(1)), task(range)], ["4 CNY"]],
  [false, [task(exact(1)), task(range)], ["3.99 CNY"]],
  [false, [task(exact(1)), task(exact(1, "USD"))], ["10 CNY"]],
  [true, [task(exact(1)), task(exact(1, "USD"))], ["1 CNY", "1 USD"]],
  [false, [task(exact(1)), task(unknown)], ["10 CNY"]],
])("a budget is enough: %s", (isEnough, tasks, amounts) => {
  const budget = amounts.map((text) => {
    const [amount, currency = ""] = text.split(" ");
    return { amount: Number(amount), currency };
  });
  expect(isWithin(tasks, budget)).toBe(isEnough);
});
