import { dirname, relative, sep } from "node:path";
import { takeStatuses, type Bills, type TakeReport } from "@shotlist/batch-runner";
import { readClipFacts, type ClipFacts } from "../media/clip-facts.ts";
import type { RenderReport } from "./merge-reports.ts";
import { formatMoney } from "./money.ts";
import { shellQuote } from "../arguments/shell-quote.ts";
import type { Style } from "./style.ts";
import { statusWords } from "./outcome-words.ts";
import { toOneLine } from "./plain-text.ts";
import { table } from "./table.ts";
import { count, formatBytes } from "./units.ts";
import { uploadReportToJson } from "./uploads.ts";
import { say, translate } from "../text/say.ts";

/** The document of `render --json`. */
export function renderReportToJson({
  ok,
  totals,
  spent,
  submitted,
  bills,
  takes,
  uploads,
  stopped,
}: RenderReport): object {
  return {
    ok,
    totals,
    spent,
    submitted,
    bills,
    takes: takes.map(({ storyboard, realm, id, status, taskId, file, sha256, cost, error }) => ({
      storyboard,
      realm,
      id,
      status,
      taskId,
      file,
      sha256,
      cost,
      error,
    })),
    uploads: uploads?.map(uploadReportToJson),
    stopped,
  };
}

export interface ReportWords {
  readonly style: Style;
  /** Columns that a table may take. */
  readonly width: number;
  /** Paths are shown relative to it. */
  readonly cwd: string;
  readonly manyStoryboards: boolean;
  /** The provider of each take, by `storyboard/take`. */
  readonly providers: ReadonlyMap<string, string>;
  /** Options that `shotlist resolve` needs to find the same ledger. */
  readonly stateOptions: readonly string[];
  /** The command that continues the run, as it was typed. */
  readonly again: readonly string[];
}

/** How the run went, take by take: the clips first, then what is not well and what to do about it. */
export async function describeReport(report: RenderReport, words: ReportWords): Promise<string> {
  return [
    await clipsTable(report.takes, words),
    troubles(report.takes, words),
    decisions(report.takes, words),
    summary(report, words),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** So many clips are listed at most; beyond, those that were here before are left out first. */
const longestTable = 40;

async function clipsTable(takes: readonly TakeReport[], words: ReportWords): Promise<string> {
  const here = takes.filter(({ file }) => file !== undefined);
  const wanted = here.length <= longestTable ? here : here.filter(({ status }) => status === "succeeded");
  const listed = wanted.slice(0, longestTable);
  if (listed.length === 0) return "";
  const providerOf = ({ storyboard, id }: TakeReport): string => words.providers.get(`${storyboard}/${id}`) ?? "";
  // Worth a column where it tells takes apart.
  const many = new Set(listed.map(providerOf)).size > 1;
  const folder = commonFolder(listed.map(({ file }) => relative(words.cwd, file ?? "")));
  const rows: (readonly string[])[] = [];
  for (const take of listed) {
    const file = take.file ?? "";
    const path = relative(words.cwd, file).slice(folder.length);
    const provider = many ? [providerOf(take)] : [];
    rows.push([...provider, takeName(take, words), path, ...clipCells(await readClipFacts(file))]);
  }
  const columns = [
    ...(many ? [{ title: say`provider` }] : []),
    { title: say`take`, shrinks: "names" as const },
    { title: say`clip`, shrinks: "explains" as const },
    { title: say`picture`, align: "right" as const },
    { title: say`seconds`, align: "right" as const },
    { title: say`size`, align: "right" as const },
  ];
  const heading = folder === "" ? "" : say`Clips in ${folder}\n`;
  const left = here.length - listed.length;
  const rest = left === 0 ? "" : say`and ${left} more: shotlist status lists them, shotlist report shows them\n`;
  return heading + table(columns, rows, words.style, { width: words.width }) + rest;
}

/** The folder, ending in a separator, that all paths lie below: said once instead of in every line. */
function commonFolder(paths: readonly string[]): string {
  const [first = "", ...others] = paths;
  let folder = dirname(first);
  while (folder !== "." && !others.every((path) => path.startsWith(folder + sep))) folder = dirname(folder);
  return folder === "." || folder === sep ? "" : folder + sep;
}

function clipCells({ bytes, width, height, durationSeconds }: ClipFacts): readonly string[] {
  const picture = width === undefined || height === undefined ? "?" : `${width}x${height}`;
  return [picture, durationSeconds === undefined ? "?" : durationSeconds.toFixed(1), formatBytes(bytes)];
}

function takeName({ storyboard, id }: TakeReport, { manyStoryboards }: ReportWords): string {
  return manyStoryboards ? `${storyboard}/${id}` : id;
}

/** Takes of one status and one cause are grouped: ten thousand of them are one line, not ten thousand. */
function troubles(takes: readonly TakeReport[], words: ReportWords): string {
  const groups = new Map<string, TakeReport[]>();
  for (const take of takes) {
    if (take.status === "cached" || take.status === "succeeded") continue;
    const key = JSON.stringify([take.status, take.error?.message, take.error?.hint]);
    groups.set(key, [...(groups.get(key) ?? []), take]);
  }
  return [...groups.values()].map((group) => troubleOf(group, words)).join("");
}

const shownOfGroup = 3;

function troubleOf(group: readonly TakeReport[], words: ReportWords): string {
  const [first] = group;
  if (first === undefined) return "";
  const { style } = words;
  const names = group.slice(0, shownOfGroup).map((take) => takeName(take, words));
  const more = group.length > shownOfGroup ? say` and ${group.length - shownOfGroup} more` : "";
  const colour = ["failed", "blocked", "cancelled"].includes(first.status) ? "red" : "yellow";
  const { error } = first;
  const vendor = error?.vendorCode === undefined ? "" : ` (${error.vendorCode})`;
  const why = error === undefined ? "" : say`: ${toOneLine(translate(error.message) + vendor)}`;
  const request = error?.requestId === undefined ? "" : `  ${style("dim", say`request ${error.requestId}`)}\n`;
  const hint = error?.hint === undefined ? "" : `  ${style("cyan", say`help: `)}${translate(error.hint)}\n`;
  return `${style(colour, translate(statusWords[first.status]))} ${names.join(", ")}${more}${why}\n${request}${hint}`;
}

/** The exact commands for takes that only a person can decide. */
function decisions(takes: readonly TakeReport[], { style, stateOptions }: ReportWords): string {
  const open = takes.filter(({ status }) => status === "uncertain" || status === "lost");
  if (open.length === 0) return "";
  const commands = open.map(({ storyboard, id }) => {
    const resolve = (...decision: readonly string[]): string =>
      `  ${shellQuote(["shotlist", "resolve", `${storyboard}/${id}`, ...decision, ...stateOptions])}\n`;
    return [resolve("--adopt", "TASK_ID"), resolve("--resubmit"), resolve("--abandon")].join("");
  });
  return `${style("bold", say`These takes need your decision. Look up the task at the vendor, then run one of`)}\n${commands.join("\n")}`;
}

function summary(
  { totals, takes: all, spent, submitted, bills = [], stopped, ok }: RenderReport,
  { style, again }: ReportWords,
): string {
  const { takes } = totals;
  const parts = takeStatuses.flatMap((status) =>
    totals[status] === 0 ? [] : [translate(`${totals[status]} ${statusWords[status]}`)],
  );
  const isMock = all.every(({ realm }) => realm === "mock");
  const money =
    spent.length === 0
      ? ""
      : isMock
        ? say` ${formatMoney(spent)} at live prices.`
        : say` ${formatMoney(spent)} spent or reserved.`;
  const sent = submitted === 0 ? say`Nothing was submitted.` : say`${translate(count(submitted, "task"))} submitted.`;
  const lines = [
    say`${style(ok ? "green" : "yellow", say`${translate(count(takes, "take"))}: ${parts.join(say`, `) || say`none`}.`)} ${sent}${money}`,
  ];
  lines.push(...bills.map(describeBills));
  if (stopped !== undefined)
    lines.push(say`${style("yellow", translate(stopped.message))}. ${translate(stopped.hint)}`);
  if (stopped !== undefined || totals.detached > 0) lines.push(say`Continue with: ${shellQuote(again)}`);
  if (ok && submitted === 0 && takes > 0 && totals.cached === takes) {
    lines[0] = say`${style("green", say`${translate(count(takes, "take"))}: all already rendered.`)} ${sent}`;
  }
  return lines.map((line) => `${line}\n`).join("");
}

/** Quote and bill, where the vendor says what it bills. */
function describeBills({ clips, quoted, billed }: Bills): string {
  const drift = quoted.amount === 0 ? undefined : ((billed.amount - quoted.amount) / quoted.amount) * 100;
  const by = drift === undefined ? "" : ` (${drift < 0 ? "−" : "+"}${Math.abs(drift).toFixed(1)} %)`;
  return say`${translate(count(clips, "clip"))} billed at ${formatMoney([billed])}, quoted at ${formatMoney([quoted])}${by}.`;
}
