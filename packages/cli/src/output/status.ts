import type { Standing, TakeStanding } from "../state/standing.ts";
import { formatMoney } from "./money.ts";
import type { Style } from "./style.ts";
import { table } from "./table.ts";
import { actionWord } from "./take-action.ts";
import { count } from "./units.ts";

/** The document of `status --json`. */
export function statusToJson(standings: readonly Standing[]): object {
  return {
    takes: standings.flatMap(({ takes }) => takes.map(takeToJson)),
    totals: standings.map(({ realmClass, takes, spent, reserved }) => ({
      realm: realmClass,
      takes: takes.length,
      spent,
      reserved,
    })),
  };
}

function takeToJson({ storyboard, realm, id, attempt, versions, joined }: TakeStanding): object {
  return {
    storyboard,
    realm,
    id,
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
    updatedAt: attempt === undefined ? undefined : new Date(attempt.updatedAt).toISOString(),
  };
}

function stateOf(attempt: TakeStanding["attempt"]): string {
  return attempt?.state ?? "planned";
}

interface DescribeOptions {
  readonly stateFolder: string;
  readonly style: Style;
}

/** Where every take stands, realm by realm. */
export function describeStatus(standings: readonly Standing[], { stateFolder, style }: DescribeOptions): string {
  const known = standings.filter(({ takes, spent }) => takes.length > 0 || spent.length > 0);
  if (known.length === 0) return `Nothing has been rendered yet: no ledger at ${stateFolder} knows a take.\n`;
  return known.map((standing) => describeStanding(standing, style)).join("\n");
}

function describeStanding({ realmClass, takes, spent, reserved }: Standing, style: Style): string {
  const rows = takes.map(({ storyboard, id, attempt, joined }) => [
    `${storyboard}/${id}`,
    stateWord(attempt),
    joined === undefined ? "" : actionWord(joined),
    attempt?.taskId ?? "",
    attempt?.cost === undefined ? "" : formatMoney([attempt.cost]),
    attempt?.failure?.message ?? (joined?.action === "stale" ? joined.reason : ""),
  ]);
  const columns = [
    { title: "take" },
    { title: "state" },
    { title: "a render would" },
    { title: "task" },
    { title: "cost", align: "right" as const },
    { title: "" },
  ];
  const shown = columns.flatMap((column, index) => (rows.some((row) => row[index] !== "") ? [{ column, index }] : []));
  const money = [
    ...(spent.length === 0 ? [] : [`${formatMoney(spent)} spent`]),
    ...(reserved.length === 0 ? [] : [`${formatMoney(reserved)} reserved`]),
  ];
  return [
    `${style("bold", realmClass)}\n`,
    table(
      shown.map(({ column }) => column),
      rows.map((row) => shown.map(({ index }) => row[index] ?? "")),
      style,
    ),
    `\n${count(takes.length, "take")}. ${money.length === 0 ? "Nothing spent" : money.join(", ")}.\n`,
  ].join("");
}

function stateWord(attempt: TakeStanding["attempt"]): string {
  const progress = attempt?.progress === undefined || attempt.state !== "running" ? "" : ` ${attempt.progress} %`;
  return `${stateOf(attempt)}${progress}`;
}
