import { relative } from "node:path";
import { storyboardOfDrafts } from "@shotlist/core";
import type { JoinedTake } from "@shotlist/batch-runner";
import type { Standing, TakeStanding } from "../state/standing.ts";
import { promptOf } from "../state/prompt-of.ts";
import { addMoney, formatMoney } from "./money.ts";
import { stateWords } from "./outcome-words.ts";
import type { Style } from "./style.ts";
import { table } from "./table.ts";
import { actionWord, tableWord } from "./take-action.ts";
import { count } from "./units.ts";
import { say, translate } from "../text/say.ts";

/** The document of `status --json`. */
export function statusToJson(standings: readonly Standing[], { cwd }: { readonly cwd: string }): object {
  return {
    takes: standings.flatMap(({ takes }) => takes.map((take) => takeToJson(take, cwd))),
    totals: standings.map(({ realmClass, takes, spent, reserved }) => ({
      realm: realmClass,
      takes: takes.length,
      spent,
      reserved,
    })),
  };
}

function takeToJson(
  { storyboard, realm, id, attempt, versions, clip, paid, joined }: TakeStanding,
  cwd: string,
): object {
  return {
    storyboard,
    draftOf: storyboardOfDrafts(storyboard),
    realm,
    id,
    shot: joined?.take.shot,
    variant: joined?.take.variant,
    prompt: joined === undefined ? undefined : promptOf(joined.take),
    state: stateOf(attempt),
    action: joined?.action,
    reason: joined?.reason,
    retake: joined?.retake,
    fetch: joined?.fetch,
    provider: attempt?.provider ?? joined?.take.provider,
    model: attempt?.model ?? joined?.take.model,
    attempts: attempt?.number ?? 0,
    taskId: attempt?.taskId,
    progress: attempt?.progress,
    sha256: attempt?.sha256,
    cost: attempt?.cost,
    failure: attempt?.failure,
    versions,
    version: clip?.version,
    chosen: clip?.isChosen === true ? true : undefined,
    clip: clip?.sha256,
    file: clip?.file === undefined ? undefined : relative(cwd, clip.file),
    verdict: clip?.verdict,
    note: clip?.note,
    paid: paid.length === 0 ? undefined : addMoney(paid),
    updatedAt: attempt === undefined ? undefined : new Date(attempt.updatedAt).toISOString(),
  };
}

function stateOf(attempt: TakeStanding["attempt"]): string {
  return attempt?.state ?? "planned";
}

interface DescribeOptions {
  /** What is said where there is no take to show. */
  readonly nothing: string;
  readonly style: Style;
  /** Columns that a line may take. */
  readonly width: number;
}

/** The state of every take, realm by realm. */
export function describeStatus(standings: readonly Standing[], { nothing, style, width }: DescribeOptions): string {
  const known = standings.filter(({ takes, spent }) => takes.length > 0 || spent.length > 0);
  if (known.length === 0) return nothing;
  return known.map((standing) => describeStanding(standing, { style, width })).join("\n");
}

function describeStanding(
  { realmClass, takes, spent, reserved }: Standing,
  { style, width }: Pick<DescribeOptions, "style" | "width">,
): string {
  const rows = takes.map(({ storyboard, id, attempt, joined, clip, versions, paid }) => [
    `${storyboard}/${id}`,
    stateWord(attempt),
    joined === undefined ? "" : nextWord(joined),
    versionWords(clip, versions),
    attempt?.taskId ?? "",
    formatMoney(addMoney(paid)),
    translate(attempt?.failure?.message ?? (joined?.action === "stale" ? joined.reason : "")),
  ]);
  const columns = [
    { title: say`take`, shrinks: "names" as const },
    { title: say`state` },
    { title: say`next render` },
    { title: say`version` },
    { title: say`task`, optional: true as const },
    { title: say`cost`, align: "right" as const },
    { title: "", shrinks: "explains" as const },
  ];
  const shown = columns.flatMap((column, index) => (rows.some((row) => row[index] !== "") ? [{ column, index }] : []));
  const money = [
    ...(spent.length === 0 ? [] : [say`${formatMoney(spent)} spent`]),
    ...(reserved.length === 0 ? [] : [say`${formatMoney(reserved)} reserved`]),
  ];
  return [
    `${style("bold", realmClass)}\n`,
    table(
      shown.map(({ column }) => column),
      rows.map((row) => shown.map(({ index }) => row[index] ?? "")),
      style,
      { width },
    ),
    say`\n${translate(count(takes.length, "take"))}. ${money.length === 0 ? say`Nothing spent` : money.join(say`, `)}.\n`,
  ].join("");
}

function stateWord(attempt: TakeStanding["attempt"]): string {
  const progress = attempt?.progress === undefined || attempt.state !== "running" ? "" : ` ${attempt.progress} %`;
  return translate(stateWords[attempt?.state ?? "planned"]) + progress;
}

/** What the next render does with a take. */
function nextWord(joined: JoinedTake): string {
  const word = actionWord(joined);
  return word === "cached" ? say`nothing` : tableWord(word, (_format, text) => text);
}

/** Worth saying where there was a choice, or somebody said something: `1 of 2, chosen, approved`. */
function versionWords(clip: TakeStanding["clip"], versions: number): string {
  if (clip === undefined || (versions < 2 && clip.verdict === undefined)) return "";
  return [
    ...(versions < 2 ? [] : [say`${clip.version} of ${versions}`]),
    ...(clip.isChosen ? [say`chosen`] : []),
    ...(clip.verdict === undefined ? [] : [translate(clip.verdict)]),
  ].join(say`, `);
}
