import type { Estimate, Money } from "@shotlist/core";
import { formatMoney, sumEstimates } from "../output/money.ts";
import { count } from "../output/units.ts";
import type { TaskToPay } from "../paying/tasks-to-pay.ts";
import { uploadEstimates } from "../paying/uploads-to-make.ts";
import { say, translate } from "../text/say.ts";

interface QuestionOptions {
  /** No more than so many are submitted, whichever they are. */
  readonly maxTasks?: number | undefined;
}

/** What a person is asked before money is spent: `Render 9 takes for at most 40.50 CNY?`. */
export function questionAbout(tasks: readonly TaskToPay[], { maxTasks = Infinity }: QuestionOptions = {}): string {
  const submitted = Math.min(tasks.length, maxTasks);
  const { atMost, unpriced } = sumEstimates([...dearest(tasks, submitted), ...uploadEstimates(tasks)]);
  const open = Math.min(unpriced, submitted);
  const money = atMost.length === 0 ? "" : say` for at most ${formatMoney(atMost)}`;
  const withoutPrice = open === 0 ? "" : say`${money === "" ? "" : say`,`} ${open} of them without a price`;
  const takes = tasks.reduce((sum, task) => sum + task.takes.length, 0);
  if (submitted < tasks.length)
    return say`Submit at most ${submitted} of ${translate(count(tasks.length, "task"))}${money}${withoutPrice}?`;
  const shared = takes === tasks.length ? "" : say` as ${translate(count(tasks.length, "task"))}`;
  if (open === submitted) return say`Render ${translate(count(takes, "take"))}${shared} without a price?`;
  return say`Render ${translate(count(takes, "take"))}${shared}${money}${withoutPrice}?`;
}

/** Of each currency the so many highest prices, and of those without one so many: no choice of tasks costs more. */
function dearest(tasks: readonly TaskToPay[], number: number): readonly Estimate[] {
  const byCurrency = Map.groupBy(
    tasks.map(({ lead }) => lead.take.estimate),
    (estimate) => (estimate.kind === "unknown" ? "" : estimate.currency),
  );
  return [...byCurrency.values()].flatMap((estimates) =>
    estimates.toSorted((left, right) => highest(right) - highest(left)).slice(0, number),
  );
}

function highest(estimate: Estimate): Money["amount"] {
  if (estimate.kind === "unknown") return 0;
  return estimate.kind === "exact" ? estimate.amount : estimate.max;
}
