import { assertOptions } from "@shotlist/schema";
import type { Exchange } from "../answer/exchange.ts";
import type { LocatedFinding } from "../call/case-run.ts";
import { departuresOf } from "./departures.ts";
import { groupByRule, groupResults } from "./group.ts";
import type { ContractReport, Verdict } from "./report.ts";
import { inEnglish, padEnd, padStart, widthOf, type Wording } from "./wording.ts";

export interface TableOptions extends Wording {
  /** Lists rules that passed as well. */
  readonly all?: boolean;
}

/** Titles of the columns. */
const columns: Readonly<Record<Verdict, string>> = {
  pass: "pass",
  fail: "fail",
  "not offered": "not offered",
  skipped: "skipped",
  undecided: "undecided",
};

type Translate = NonNullable<Wording["translate"]>;

/** A report for a terminal, without colours: counts by part, then every rule that did not just pass. */
export function toTable(report: ContractReport, options: TableOptions = {}): string {
  assertOptions<TableOptions>("toTable", options, { all: "flag", translate: "function" });
  const { all = false, translate = inEnglish } = options;
  const head = [`${report.title} (${report.document})${translate(" at ")}${report.target}`, ""];
  if (isSilent(report)) return [...head, ...silence(report).map(translate), "", summary(report, translate)].join("\n");
  const sections = [
    ...failureSection(report, translate),
    ...openSection(report, "undecided", (reason) => `UNDECIDED  ${reason}`),
    ...openSection(report, "skipped", (reason) => `SKIPPED  ${reason}`),
    ...openSection(report, "not offered", (reason) => `NOT OFFERED  ${reason}`),
    ...adviceSection(report),
    ...goneSection(report),
    ...(all ? passedSection(report) : []),
  ];
  return [...head, ...countTable(report, translate), ...sections.map(translate), "", summary(report, translate)].join(
    "\n",
  );
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

function countTable({ results }: ContractReport, translate: Translate): readonly string[] {
  const groups = groupResults(results);
  const part = translate("part");
  const verdicts = Object.entries(columns).map(([verdict, title]) => ({ verdict, title: translate(title) }));
  const width = Math.max(...groups.map(({ name }) => name.length), widthOf(part));
  const head = [padEnd(part, width), ...verdicts.map(({ title }) => title)].join("  ");
  const rows = groups.map(({ name, results: members }) => {
    const cells = verdicts.map(({ verdict, title }) => {
      const count = members.filter((member) => member.verdict === verdict).length;
      return padStart(count === 0 ? "-" : String(count), widthOf(title));
    });
    return [padEnd(name, width), ...cells].join("  ");
  });
  return [head, ...rows];
}

function failureSection(report: ContractReport, translate: Translate): readonly string[] {
  return departuresOf(report, "failures").flatMap(({ rule, finding, result, trace, caseIds, otherRules, causes }) => [
    "",
    `FAIL  ${rule}`,
    `    ${finding.message}`,
    finding.path === "" ? `    seen     ${finding.seen}` : `    seen     ${finding.seen} at ${finding.path}`,
    `    allowed  ${finding.allowed}`,
    ...(causes.length === 0
      ? []
      : [`    common   ${causes.join(translate(" and "))}, in every body refused like this, and in no accepted body`]),
    ...(otherRules.length === 0 ? [] : [`    also     ${otherRules.length} more rules got the same refusal`]),
    `    source   ${sourceOf(finding)}`,
    caseIds.length > 1 ? `    case     ${result.id} and ${caseIds.length - 1} more` : `    case     ${result.id}`,
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

function openSection(
  { results }: ContractReport,
  verdict: Verdict,
  headed: (reason: string) => string,
): readonly string[] {
  const concerned = results.filter((result) => result.verdict === verdict);
  const reasons = Map.groupBy(concerned, ({ reason = "" }) => reason);
  return [...reasons].flatMap(([reason, members]) => ["", headed(reason), ...rulesOf(members)]);
}

function rulesOf(members: Parameters<typeof groupByRule>[0]): readonly string[] {
  return groupByRule(members).map(({ rule, results: same }) =>
    same.length > 1 ? `    ${rule} (${same.length} cases)` : `    ${rule}`,
  );
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
  return ["", "PASS", ...rulesOf(passed.flatMap(({ results: same }) => same))];
}

function summary({ totals, spent, seed, ok, baseline }: ContractReport, translate: Translate): string {
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
  const listed = counts.map(translate).join(translate(", "));
  const spending = translate(`${spent.submits} submits with a valid key; seed ${seed}`);
  return `${translate(ok ? "OK" : "NOT OK")}${translate(": ")}${listed}${translate("; ")}${spending}`;
}
