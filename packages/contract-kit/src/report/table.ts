import { assertOptions } from "@shotlist/schema";
import type { Exchange } from "../answer/exchange.ts";
import type { LocatedFinding } from "../call/case-run.ts";
import { departuresOf } from "./departures.ts";
import { groupByRule, groupResults } from "./group.ts";
import type { ContractReport, Verdict } from "./report.ts";

export interface TableOptions {
  /** Lists rules that passed as well. */
  readonly all?: boolean;
}

const columns: readonly Verdict[] = ["pass", "fail", "not offered", "skipped", "undecided"];

/** A report for a terminal, without colours: counts by part, then every rule that did not just pass. */
export function toTable(report: ContractReport, options: TableOptions = {}): string {
  assertOptions<TableOptions>("toTable", options, { all: "flag" });
  const { all = false } = options;
  const head = [`${report.title} (${report.document}) at ${report.target}`, ""];
  if (isSilent(report)) return [...head, ...silence(report), "", summary(report)].join("\n");
  return [
    ...head,
    ...countTable(report),
    ...failureSection(report),
    ...(["undecided", "skipped", "not offered"] as const).flatMap((verdict) => openSection(report, verdict)),
    ...adviceSection(report),
    ...goneSection(report),
    ...(all ? passedSection(report) : []),
    "",
    summary(report),
  ].join("\n");
}

/** Nothing was learned: a list of all that could not be asked would hide that. */
function isSilent({ results }: ContractReport): boolean {
  return results.length > 0 && results.every(({ verdict }) => verdict === "undecided" || verdict === "skipped");
}

function silence({ results }: ContractReport): readonly string[] {
  const reason = results.find(({ verdict }) => verdict === "undecided")?.reason;
  if (reason === undefined) return ["Every case would be billed, and no limit allowed one."];
  return [`Nothing could be decided: ${reason}.`, "Check the address, and whether the endpoint is running."];
}

function countTable({ results }: ContractReport): readonly string[] {
  const groups = groupResults(results);
  const width = Math.max(...groups.map(({ name }) => name.length), 4);
  const head = ["part".padEnd(width), ...columns].join("  ");
  const rows = groups.map(({ name, results: members }) => {
    const cells = columns.map((verdict) => {
      const count = members.filter((member) => member.verdict === verdict).length;
      return (count === 0 ? "-" : String(count)).padStart(verdict.length);
    });
    return [name.padEnd(width), ...cells].join("  ");
  });
  return [head, ...rows];
}

function failureSection(report: ContractReport): readonly string[] {
  return departuresOf(report, "failures").flatMap(({ rule, finding, result, trace, caseIds, otherRules, causes }) => [
    "",
    `FAIL  ${rule}`,
    `    ${finding.message}`,
    `    seen     ${finding.seen}${finding.path === "" ? "" : ` at ${finding.path}`}`,
    `    allowed  ${finding.allowed}`,
    ...(causes.length === 0
      ? []
      : [`    common   ${causes.join(" and ")}, in every body refused like this, and in no accepted body`]),
    ...(otherRules.length === 0 ? [] : [`    also     ${otherRules.length} more rules got the same refusal`]),
    `    source   ${sourceOf(finding)}`,
    `    case     ${result.id}${caseIds.length > 1 ? ` and ${caseIds.length - 1} more` : ""}`,
    ...(trace.length > 1 ? [`    trace    ${trace.map(describeExchange).join(" > ")}`] : []),
    ...(result.curl === undefined ? [] : [`    repeat   ${result.curl}`]),
  ]);
}

function sourceOf({ provenance }: LocatedFinding): string {
  return provenance.source === undefined ? provenance.grade : `${provenance.grade}, ${provenance.source}`;
}

function describeExchange({ operation, answer }: Exchange): string {
  return `${operation} ${answer.kind === "none" ? answer.reason : answer.status}`;
}

function openSection({ results }: ContractReport, verdict: Verdict): readonly string[] {
  const concerned = results.filter((result) => result.verdict === verdict);
  const reasons = Map.groupBy(concerned, ({ reason = "" }) => reason);
  return [...reasons].flatMap(([reason, members]) => [
    "",
    `${verdict.toUpperCase()}  ${reason}`,
    ...groupByRule(members).map(
      ({ rule, results: same }) => `    ${rule}${same.length > 1 ? ` (${same.length} cases)` : ""}`,
    ),
  ]);
}

function adviceSection(report: ContractReport): readonly string[] {
  const lines = departuresOf(report, "advice").map(
    ({ rule, finding }) => `    ${rule}: seen ${finding.seen}; ${sourceOf(finding)}: ${finding.allowed}`,
  );
  return lines.length === 0 ? [] : ["", "ADVICE  from other public sources only", ...lines];
}

function goneSection({ baseline }: ContractReport): readonly string[] {
  const gone = baseline?.gone ?? [];
  if (gone.length === 0) return [];
  const lines = gone.map(({ case: id, rule }) => `    ${rule} (${id})`);
  return ["", "GONE  accepted by the baseline, but no longer found", ...lines];
}

function passedSection({ results }: ContractReport): readonly string[] {
  const passed = groupByRule(results).filter(({ verdict }) => verdict === "pass");
  return [
    "",
    "PASS",
    ...passed.map(({ rule, results: same }) => `    ${rule}${same.length > 1 ? ` (${same.length} cases)` : ""}`),
  ];
}

function summary({ totals, spent, seed, ok, baseline }: ContractReport): string {
  const accepted = baseline?.accepted ?? 0;
  const counts = [
    `${totals.pass} passed`,
    `${totals.fail - accepted} failed`,
    ...(accepted > 0 ? [`${accepted} failures accepted by the baseline`] : []),
    ...(totals.advice > 0 ? [`${totals.advice} with advice`] : []),
    ...(totals.notOffered > 0 ? [`${totals.notOffered} not offered`] : []),
    ...(totals.skipped > 0 ? [`${totals.skipped} skipped because they would be billed`] : []),
    ...(totals.undecided > 0 ? [`${totals.undecided} undecided`] : []),
  ];
  return `${ok ? "OK" : "NOT OK"}: ${counts.join(", ")}; ${spent.submits} submits with a valid key; seed ${seed}`;
}
