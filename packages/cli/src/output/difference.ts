import type { JoinedTake } from "@shotlist/batch-runner";
import type { Money } from "@shotlist/core";
import type { TakeDifference } from "../base/compare-plans.ts";
import { tasksToPay } from "../paying/tasks-to-pay.ts";
import { estimatesToPay } from "../paying/uploads-to-make.ts";
import { changeLines } from "./change-lines.ts";
import { addMoney, formatEstimate, formatMoney, sumEstimates, type EstimateSum } from "./money.ts";
import type { Style } from "./style.ts";
import { table } from "./table.ts";
import { count } from "./units.ts";
import { say, text, translate } from "../text/say.ts";

/** Two states of the same storyboards. */
export interface Compared {
  readonly revision: string;
  readonly base: readonly JoinedTake[];
  readonly now: readonly JoinedTake[];
  readonly differences: readonly TakeDifference[];
}

interface DifferenceWords {
  readonly style: Style;
  /** How wide a line may be. */
  readonly width: number;
}

const signs = { added: "+", changed: "~", removed: "-" } as const;
const colours = { added: "green", changed: "yellow", removed: "red" } as const;

/** What differs from a commit, take by take, and what a render would pay more or less. */
export function describeDifference(compared: Compared, { style, width }: DifferenceWords): string {
  const { differences, revision } = compared;
  const many = new Set(differences.map(({ storyboard }) => storyboard)).size > 1;
  const rows = differences.map(({ kind, storyboard, id, entry, before, changes }) => ({
    cells: [
      style(colours[kind], signs[kind]),
      many ? `${storyboard}/${id}` : id,
      costWords(entry, before),
      changes.map(({ field, place }) => place?.path ?? field).join(", "),
    ],
    below: changes.flatMap((change) => changeLines(change, { style, width })),
  }));
  const columns = [
    { title: "" },
    { title: say`take` },
    { title: say`cost`, align: "right" as const },
    { title: say`fields` },
  ];
  const counts = ([text("added"), text("changed"), text("removed")] as const).flatMap((kind) => {
    const number = differences.filter((difference) => difference.kind === kind).length;
    return number === 0 ? [] : [translate(`${number} ${kind}`)];
  });
  const summary = counts.length === 0 ? say`no takes differ` : counts.join(say`, `);
  return say`${style("bold", say`Compared with ${revision}`)}: ${summary}. ${moneySentence(compared)}\n${rows.length === 0 ? "" : table(columns, rows, style)}\n`;
}

function costWords(entry: JoinedTake, before: JoinedTake | undefined): string {
  const cost = formatEstimate(entry.take.estimate);
  const old = before === undefined ? cost : formatEstimate(before.take.estimate);
  return old === cost ? cost : `${old} → ${cost}`;
}

/** What a render costs, and what it would have cost at the commit. */
export function moneySentence({ base, now, revision }: Compared): string {
  const [before, after] = [toPay(base), toPay(now)];
  const more = differenceOf(before.atMost, after.atMost);
  const words = say`A render costs at most ${moneyOf(after)}; at ${revision} it would cost ${moneyOf(before)}`;
  return more.length === 0 ? say`${words}.` : say`${words} (${more.map(signed).join(", ")}).`;
}

function toPay(joined: readonly JoinedTake[]): EstimateSum {
  return sumEstimates(estimatesToPay(tasksToPay(joined)));
}

function moneyOf({ atMost, unpriced }: EstimateSum): string {
  const open = unpriced === 0 ? [] : [say`${translate(count(unpriced, "task"))} without a price`];
  const known = atMost.length === 0 ? [] : [formatMoney(atMost)];
  return [...known, ...open].join(say` and `) || say`nothing`;
}

function differenceOf(before: readonly Money[], after: readonly Money[]): readonly Money[] {
  const negative = before.map(({ amount, currency }) => ({ amount: -amount, currency }));
  return addMoney([...after, ...negative]).filter(({ amount }) => amount !== 0);
}

function signed(money: Money): string {
  return money.amount > 0 ? `+${formatMoney([money])}` : formatMoney([money]).replace("-", "−");
}

/** What `plan --base --json` adds. */
export function differenceToJson({ revision, base, now, differences }: Compared): object {
  const [before, after] = [toPay(base), toPay(now)];
  return {
    revision,
    takes: differences.map(({ kind, storyboard, id, entry, before: old, changes }) => ({
      kind,
      storyboard,
      id,
      estimate: entry.take.estimate,
      estimateBefore: old?.take.estimate,
      changes: changes.map(({ field, place, before: was, after: is }) => ({ field, ...place, before: was, after: is })),
    })),
    toPay: after,
    toPayBefore: before,
    difference: differenceOf(before.atMost, after.atMost),
  };
}
