import { appendFile } from "node:fs/promises";
import { takeStatuses, type TakeReport } from "@shotlist/batch-runner";
import type { Place } from "@shotlist/core";
import { formatMoney } from "../output/money.ts";
import { statusWords } from "../output/outcome-words.ts";
import { ownCommand } from "../output/plain-text.ts";
import type { RenderReport } from "../output/merge-reports.ts";
import { count } from "../output/units.ts";
import type { Environment } from "../world/world.ts";
import { markdownText } from "./markdown-text.ts";
import { boundedTable } from "./plan-comment.ts";

/** Of one step, GitHub shows so many annotations of each level. */
const shownAnnotations = 10;
/** A step's summary may have 1 MiB; what others of the step wrote before is part of it. */
const longestSummary = 500_000;

/** Where the shots are written, by `storyboard/take`. Paths are relative to the working folder. */
export type PlaceOf = (take: TakeReport) => Place | undefined;

const levels: { readonly [status in TakeReport["status"]]: "error" | "warning" | undefined } = {
  cached: undefined,
  succeeded: undefined,
  failed: "error",
  blocked: "error",
  cancelled: "error",
  uncertain: "error",
  lost: "error",
  missing: "error",
  detached: "warning",
  left: "warning",
};

/** Annotations for a log on GitHub, one line for each cause: takes of one cause are together, worst first. */
export function githubAnnotations({ takes }: Pick<RenderReport, "takes">, placeOf: PlaceOf): string {
  const groups = Map.groupBy(
    takes.filter(({ status }) => levels[status] !== undefined),
    ({ status, error }) => JSON.stringify([levels[status], status, error?.message]),
  );
  const shown = { error: 0, warning: 0 };
  const lines: string[] = [];
  for (const group of groups.values()) {
    const [first] = group;
    const level = first === undefined ? undefined : levels[first.status];
    if (first === undefined || level === undefined || shown[level] >= shownAnnotations) continue;
    shown[level] += 1;
    lines.push(annotation(level, group, placeOf(first)));
  }
  return lines.join("");
}

function annotation(level: "error" | "warning", group: readonly TakeReport[], place: Place | undefined): string {
  const [first] = group;
  if (first === undefined) return "";
  const names = group.slice(0, 3).map(({ storyboard, id }) => `${storyboard}/${id}`);
  const more = group.length > 3 ? ` and ${group.length - 3} more` : "";
  const { error, status } = first;
  const hint = error?.hint === undefined ? "" : `\n${error.hint}`;
  const at = place === undefined ? [] : [`file=${property(place.file)}`, `line=${place.line}`, `col=${place.column}`];
  const properties = [...at, `title=${property(`${statusWords[status]}: ${names.join(", ")}${more}`)}`].join(",");
  return ownCommand(`${level} ${properties}`, data(`${error?.message ?? statusWords[status]}${hint}`));
}

/** As the runner's own toolkit escapes them. */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** The run as Markdown for the summary of a step. */
export function githubSummary({ takes, totals, spent, submitted, stopped }: RenderReport): string {
  const parts = takeStatuses.flatMap((status) =>
    totals[status] === 0 ? [] : [`${totals[status]} ${statusWords[status]}`],
  );
  const isMock = takes.every(({ realm }) => realm === "mock");
  const money = spent.length === 0 ? "" : ` ${formatMoney(spent)} ${isMock ? "at live prices" : "spent or reserved"}.`;
  const head = [
    "### Shotlist render\n",
    `\n${count(totals.takes, "take")}: ${parts.join(", ") || "none"}. ${count(submitted, "task")} submitted.${money}\n`,
    stopped === undefined ? "" : `\n${markdownText(stopped.message)}\n`,
  ].join("");
  const rows = takes
    .filter(({ status }) => status !== "cached" && status !== "succeeded")
    .map(({ storyboard, id, status, error }) => [`${storyboard}/${id}`, statusWords[status], error?.message ?? ""]);
  if (rows.length === 0) return head;
  return `${head}\n${boundedTable(["take", "status", "why"], rows, longestSummary)}`;
}

/** Tells GitHub of a run, where it is one of its machines: annotations to the log, a summary to its file. */
export async function tellGithub(
  report: RenderReport,
  {
    env,
    write,
    placeOf,
  }: { readonly env: Environment; readonly write: (text: string) => void; readonly placeOf: PlaceOf },
): Promise<void> {
  if (env["GITHUB_ACTIONS"] !== "true") return;
  write(githubAnnotations(report, placeOf));
  const file = env["GITHUB_STEP_SUMMARY"];
  if (file !== undefined && file !== "") await appendFile(file, githubSummary(report));
}
