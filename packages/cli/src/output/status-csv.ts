import { relative } from "node:path";
import { stringify } from "csv-stringify/sync";
import type { Standing, TakeStanding } from "../state/standing.ts";
import { promptOf } from "../state/prompt-of.ts";
import { addMoney } from "./money.ts";

interface CsvColumn {
  readonly title: string;
  readonly value: (take: TakeStanding) => string | number | boolean | undefined;
}

/**
 * Every take as a row for a spreadsheet, with a column for each axis of the matrices. Costs come to what was spent: what takes
 * share is in the row of the first. Cells that a spreadsheet would run as a formula get an apostrophe.
 */
export function statusToCsv(standings: readonly Standing[], { cwd }: { readonly cwd: string }): string {
  const takes = standings.flatMap((standing) => standing.takes);
  const axes = [...new Set(takes.flatMap(({ joined }) => Object.keys(joined?.take.variant ?? {})))];
  const costs = currenciesOf(takes);
  const columns: readonly CsvColumn[] = [
    { title: "storyboard", value: ({ storyboard }) => storyboard },
    { title: "take", value: ({ id }) => id },
    { title: "shot", value: ({ joined }) => joined?.take.shot },
    ...axes.map((axis) => ({ title: `variant.${axis}`, value: variantOf(axis) })),
    { title: "prompt", value: ({ joined }) => (joined === undefined ? undefined : promptOf(joined.take)) },
    { title: "realm", value: ({ realm }) => realm },
    { title: "state", value: ({ attempt }) => attempt?.state ?? "planned" },
    { title: "provider", value: ({ attempt, joined }) => attempt?.provider ?? joined?.take.provider },
    { title: "model", value: ({ attempt, joined }) => attempt?.model ?? joined?.take.model },
    { title: "file", value: ({ clip }) => (clip?.file === undefined ? undefined : relative(cwd, clip.file)) },
    { title: "version", value: ({ clip }) => clip?.version },
    { title: "versions", value: ({ versions }) => versions },
    { title: "chosen", value: ({ clip }) => (clip?.isChosen === true ? "yes" : undefined) },
    { title: "verdict", value: ({ clip }) => clip?.verdict },
    { title: "note", value: ({ clip }) => clip?.note },
    ...costs.map((currency) => ({ title: `cost ${currency}`, value: costOf(currency) })),
    { title: "task", value: ({ attempt }) => attempt?.taskId },
    { title: "error", value: ({ attempt }) => attempt?.failure?.message },
  ];
  const rows = takes.map((take) => columns.map(({ value }) => value(take)));
  return stringify([columns.map(({ title }) => title), ...rows], { escape_formulas: true });
}

function variantOf(axis: string): CsvColumn["value"] {
  return ({ joined }) => {
    const value = joined?.take.variant[axis];
    return typeof value === "boolean" ? String(value) : value;
  };
}

function currenciesOf(takes: readonly TakeStanding[]): readonly string[] {
  return [...new Set(takes.flatMap(({ paid }) => paid.map(({ currency }) => currency)))].toSorted();
}

/** A plain number, which a spreadsheet can add up. */
function costOf(currency: string): CsvColumn["value"] {
  return ({ paid }) => addMoney(paid).find((money) => money.currency === currency)?.amount;
}
