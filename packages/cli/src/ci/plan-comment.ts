import type { JoinedTake } from "@shotlist/batch-runner";
import { sharedLeads, tasksToPay } from "../paying/tasks-to-pay.ts";
import type { Compared } from "../output/difference.ts";
import { moneySentence } from "../output/difference.ts";
import { formatEstimate } from "../output/money.ts";
import { summarizePlan } from "../output/plan.ts";
import { actionWord } from "../output/take-action.ts";
import { markdownTable, markdownText } from "./markdown-text.ts";

/** By it, a comment is found again and brought up to date. */
const commentMark = "<!-- shotlist plan -->";

/** A comment of a pull request may have 65,536 characters; the smallest limit of the services counts. */
const longestComment = 60_000;

/** A plan as one comment for a pull request: what it comes to, what differs, and what would be rendered. */
export function planComment(joined: readonly JoinedTake[], compared: Compared | undefined): string {
  const tasks = tasksToPay(joined);
  const leads = sharedLeads(tasks);
  const paid = new Set(tasks.map(({ lead }) => lead));
  const shown = joined.filter((entry) => actionWord(entry) !== "cached");
  const many = new Set(joined.map(({ take }) => take.storyboard)).size > 1;
  const nameOf = ({ take }: JoinedTake): string => (many ? `${take.storyboard}/${take.id}` : take.id);
  const rows = shown.map((entry) => {
    const lead = leads.get(entry);
    const why = lead === undefined ? entry.reason : `shares ${nameOf(lead)}`;
    return [nameOf(entry), actionWord(entry), paid.has(entry) ? formatEstimate(entry.take.estimate) : "", why];
  });
  const head = [
    `${commentMark}\n### Shotlist plan\n`,
    `\n${markdownText(summarizePlan(joined).trim())}\n`,
    compared === undefined ? "" : describeCompared(compared),
  ].join("");
  if (rows.length === 0) return `${head}\nNothing to render.\n`;
  return `${head}\n${boundedTable(["take", "action", "cost", "why"], rows, longestComment - head.length)}`;
}

function describeCompared(compared: Compared): string {
  const kinds = (["added", "changed", "removed"] as const).flatMap((kind) => {
    const { length } = compared.differences.filter((difference) => difference.kind === kind);
    return length === 0 ? [] : [`${length} ${kind}`];
  });
  const counts = kinds.length === 0 ? "no takes differ" : kinds.join(", ");
  return `\nCompared with ${markdownText(compared.revision)}: ${counts}. ${markdownText(moneySentence(compared))}\n`;
}

/** As many rows as fit; the others are counted. */
export function boundedTable(titles: readonly string[], rows: readonly (readonly string[])[], room: number): string {
  let [few, many] = [0, rows.length];
  const tableOf = (number: number): string => {
    const left = rows.length - number;
    const more = left === 0 ? "" : `\nand ${left} more\n`;
    return markdownTable(titles, rows.slice(0, number)) + more;
  };
  if (tableOf(many).length <= room) return tableOf(many);
  while (many - few > 1) {
    const middle = Math.floor((few + many) / 2);
    if (tableOf(middle).length <= room) few = middle;
    else many = middle;
  }
  return tableOf(few);
}
