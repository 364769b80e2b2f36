import type { FieldChange, JoinedTake } from "@shotlist/batch-runner";
import type { Plan } from "@shotlist/core";
import { sharedLeads, tasksToPay, type TaskToPay } from "../paying/tasks-to-pay.ts";
import { estimatesToPay } from "../paying/uploads-to-make.ts";
import { differenceToJson, type Compared } from "./difference.ts";
import { changeLines } from "./change-lines.ts";
import { describeListPrices } from "./list-prices.ts";
import { formatEstimate, formatMoney, sumEstimates, type EstimateSum } from "./money.ts";
import type { Style } from "./style.ts";
import { table } from "./table.ts";
import { actions, actionWord, actionWords, countOfAction, tableWord, type ActionWord } from "./take-action.ts";
import { count } from "./units.ts";
import { describeUploads, uploadsToJson } from "./uploads.ts";
import { say, translate } from "../text/say.ts";

/** The document of `plan --json`. */
export function planToJson(joined: readonly JoinedTake[], compared?: Compared): object {
  const tasks = tasksToPay(joined);
  const leads = sharedLeads(tasks);
  const counts = actions.map((action) => [action, joined.filter((entry) => entry.action === action).length]);
  return {
    takes: joined.map((entry) => {
      const { take, action, reason, retake, fetch, changes } = entry;
      const lead = leads.get(entry);
      return {
        storyboard: take.storyboard,
        realm: take.realm,
        id: take.id,
        slug: take.slug,
        shot: take.shot,
        variant: take.variant,
        provider: take.provider,
        format: take.format,
        model: take.model,
        action,
        reason,
        retake,
        fetch,
        shares: lead === undefined ? undefined : `${lead.take.storyboard}/${lead.take.id}`,
        changes: changes?.map(changeToJson),
        digest: take.digest,
        dependsOn: take.dependsOn,
        request: take.request,
        estimate: take.estimate,
      };
    }),
    totals: {
      takes: joined.length,
      ...Object.fromEntries(counts),
      tasks: tasks.length,
      estimate: estimateOf(tasks),
    },
    uploads: uploadsToJson(tasks),
    base: compared === undefined ? undefined : differenceToJson(compared),
  };
}

function changeToJson({ field, place, before, after }: FieldChange): object {
  return { field, ...place, before, after };
}

/** What the tasks cost at most, per currency; `unpriced` counts those without a price. */
function estimateOf(tasks: readonly TaskToPay[]): EstimateSum {
  return sumEstimates(estimatesToPay(tasks));
}

export interface PlanWords {
  readonly style: Style;
  /** How wide a line may be, where that matters. */
  readonly width: number;
  /** Columns that a table may take; without it, as many as it needs. */
  readonly tableRoom?: number;
  /** Counts the takes whose clips are here instead of listing them. */
  readonly changedOnly?: boolean;
}

/** The plan as a person reads it: storyboard by storyboard, and what it comes to. */
export function describePlan(plans: readonly Plan[], joined: readonly JoinedTake[], words: PlanWords): string {
  const tasks = tasksToPay(joined);
  const sections = plans.map((plan) =>
    describeStoryboard(
      plan,
      joined.filter(({ take }) => take.storyboard === plan.storyboard),
      { ...words, tasks },
    ),
  );
  const { style, tableRoom: width = Infinity } = words;
  return sections.join("") + describeUploads(tasks, style, { width }) + summarizePlan(joined);
}

function describeStoryboard(
  plan: Plan,
  joined: readonly JoinedTake[],
  {
    style,
    width,
    tableRoom = Infinity,
    changedOnly = false,
    tasks,
  }: PlanWords & { readonly tasks: readonly TaskToPay[] },
): string {
  const leads = sharedLeads(tasks);
  const paid = new Set(tasks.map(({ lead }) => lead));
  const shown = changedOnly ? joined.filter(({ action }) => action !== "cached") : joined;
  const rows = shown.map((entry) => {
    const lead = leads.get(entry);
    return {
      cells: [
        entry.take.id,
        tableWord(actionWord(entry), style),
        paid.has(entry) ? formatEstimate(entry.take.estimate) : "",
        lead === undefined ? translate(entry.reason) : say`same clip as ${nameBeside(lead, plan)}`,
      ],
      below: (lead === undefined ? (entry.changes ?? []) : []).flatMap((change) =>
        changeLines(change, { style, width }),
      ),
    };
  });
  const columns = [
    { title: say`take`, shrinks: "names" as const },
    { title: say`action` },
    { title: say`cost`, align: "right" as const },
    { title: say`why`, shrinks: "explains" as const },
  ];
  const realms = [...new Set(joined.map(({ take }) => take.realm))].join(", ");
  const folded = joined.length - shown.length;
  return [
    `${style("bold", plan.storyboard)} ${style("dim", realms)}\n`,
    rows.length === 0 ? "" : table(columns, rows, style, { width: tableRoom }),
    folded === 0 ? "" : `${style("dim", say`${translate(count(folded, "take"))} already rendered`)}\n`,
    "\n",
  ].join("");
}

function nameBeside({ take }: JoinedTake, { storyboard }: Plan): string {
  return take.storyboard === storyboard ? take.id : `${take.storyboard}/${take.id}`;
}

/** Such as `6 takes: 2 to render, 2 shared, 2 already rendered. At most 9.00 CNY.` Equal takes are one task, and `shared` counts the others. */
export function summarizePlan(joined: readonly JoinedTake[]): string {
  const tasks = tasksToPay(joined);
  const leads = sharedLeads(tasks);
  const counts = new Map<ActionWord, number>();
  for (const entry of joined) {
    if (!leads.has(entry)) counts.set(actionWord(entry), (counts.get(actionWord(entry)) ?? 0) + 1);
  }
  const parts = actionWords.flatMap((word) => {
    const number = counts.get(word);
    return number === undefined ? [] : [countOfAction(word, number)];
  });
  if (leads.size > 0) parts.push(say`${leads.size} shared`);
  return (
    say`${translate(count(joined.length, "take"))}: ${parts.join(say`, `) || say`none`}. ${costSentence(tasks)}\n` +
    describeListPrices(tasks)
  );
}

function costSentence(tasks: readonly TaskToPay[]): string {
  if (tasks.length === 0) return say`Nothing to pay.`;
  if (tasks.every(({ lead }) => lead.take.realm === "mock")) return say`The mock costs nothing.`;
  return say`${atMostWords(estimateOf(tasks), (known) => say`At most ${known}`)}.`;
}

function atMostWords({ atMost, unpriced }: EstimateSum, word: (money: string) => string): string {
  const known = atMost.length === 0 ? "" : word(formatMoney(atMost));
  if (unpriced === 0) return known;
  const open = say`${translate(count(unpriced, "task"))} without a price (see \`price:\` under \`providers:\`)`;
  return known === "" ? open : say`${known}, and ${open}`;
}
