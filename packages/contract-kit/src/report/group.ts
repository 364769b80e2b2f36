import type { CaseResult, Verdict } from "./report.ts";

/** Cases about one part of the contract. */
export interface ResultGroup {
  /** Such as `submit.request`, `error` or `lifecycle`. */
  readonly name: string;
  readonly results: readonly CaseResult[];
}

/** Verdicts, worst first. */
const verdicts: readonly Verdict[] = ["fail", "undecided", "skipped", "not offered", "pass"];

/** What the groups are about, for people. */
export const groupTitles: Readonly<Record<string, string>> = {
  "submit.request": "Fields of a submit",
  error: "Errors",
  lifecycle: "The lifecycle of a task",
  generated: "Random bodies",
  written: "Written by hand",
  models: "Models",
  list: "The list of tasks",
};

/** Results by the part of the contract that they are about, in the order in which the parts come up. */
export function groupResults(results: readonly CaseResult[]): readonly ResultGroup[] {
  const groups = new Map<string, CaseResult[]>();
  for (const result of results) {
    const name = (result.rule ?? result.id).split(/[:/]/)[0] ?? "";
    groups.set(name, [...(groups.get(name) ?? []), result]);
  }
  return [...groups].map(([name, members]) => ({ name, results: members }));
}

/** One rule with all its cases. */
export interface RuleResult {
  readonly rule: string;
  readonly verdict: Verdict;
  readonly results: readonly CaseResult[];
}

/** Results by rule; a rule is as good as its worst case. */
export function groupByRule(results: readonly CaseResult[]): readonly RuleResult[] {
  const rules = new Map<string, CaseResult[]>();
  for (const result of results) {
    const rule = result.rule ?? result.id;
    rules.set(rule, [...(rules.get(rule) ?? []), result]);
  }
  return [...rules].map(([rule, members]) => ({
    rule,
    verdict: verdicts.find((verdict) => members.some((member) => member.verdict === verdict)) ?? "pass",
    results: members,
  }));
}
