import { isJsonObject } from "@shotlist/schema";
import {
  checkKeys,
  isCount,
  isCountOrCounts,
  isHeaders,
  isHeaderText,
  isMap,
  isPositive,
  isSeconds,
  isShare,
  isStatus,
  isText,
  isTextMap,
  oneOf,
} from "../checking/checks.ts";
import type { Check } from "../checking/checks.ts";
import { faultLibrary } from "./library.ts";
import type { RateLimit, RuleMatch, Scenario, ScenarioRule } from "./scenario.ts";

/** One mistake in a scenario, at a path of keys. */
export interface ScenarioProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export type CheckedScenario =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly problems: readonly ScenarioProblem[] };

const isFault: Check = (value) => oneOf(...faultLibrary.map(({ name }) => name))(value);
const isRetryAfter: Check = (value) =>
  isHeaderText(value) === undefined || isSeconds(value) === undefined ? undefined : "must be seconds or an HTTP date";
const isJson: Check = (value) => (value === undefined ? "must be a JSON value or a text" : undefined);

const matchChecks: Readonly<Record<keyof RuleMatch, Check>> = {
  format: isText,
  operation: isText,
  model: isText,
  prompt: isText,
  taskId: isText,
  headers: isTextMap,
  nth: isCountOrCounts,
  probability: isShare,
};

const settingChecks: Readonly<Record<keyof NonNullable<ScenarioRule["with"]>, Check>> = {
  retryAfter: isRetryAfter,
  status: isStatus,
  code: isText,
  message: isText,
  seconds: isSeconds,
  bytes: isCount,
  headers: isHeaders,
  body: isJson,
};

const limitChecks: Readonly<Record<keyof RateLimit, Check>> = { requests: isCount, seconds: isPositive };

const ruleChecks: Readonly<Record<keyof ScenarioRule, Check>> = {
  fault: isFault,
  match: isMap,
  times: isCount,
  limit: (value) =>
    isJsonObject(value) && "requests" in value && "seconds" in value
      ? undefined
      : "must be a map with `requests` and `seconds`",
  with: isMap,
};

/** Checks a value of any origin; collects every mistake. */
export function checkScenario(value: unknown): CheckedScenario {
  if (!isJsonObject(value))
    return { ok: false, problems: [{ path: [], message: "a scenario must be a map with `rules`" }] };
  const { rules } = value;
  const problems: ScenarioProblem[] = Object.keys(value)
    .filter((key) => key !== "rules")
    .map((key) => ({ path: [key], message: `${key} is unknown` }));
  if (!Array.isArray(rules)) {
    return { ok: false, problems: [...problems, { path: ["rules"], message: "rules must be a list" }] };
  }
  for (const [index, rule] of rules.entries()) problems.push(...checkRule(rule, ["rules", index]));
  return problems.length === 0 ? { ok: true, scenario: { rules } } : { ok: false, problems };
}

export type CheckedRule =
  | { readonly ok: true; readonly rule: ScenarioRule }
  | { readonly ok: false; readonly problems: readonly ScenarioProblem[] };

/** Checks a single rule of any origin. */
export function ruleOf(value: unknown): CheckedRule {
  const checked = checkScenario({ rules: [value] });
  if (!checked.ok) return checked;
  const [rule] = checked.scenario.rules;
  if (rule === undefined) throw new Error("a scenario of one rule has none");
  return { ok: true, rule };
}

function checkRule(rule: unknown, path: readonly (string | number)[]): readonly ScenarioProblem[] {
  if (!isJsonObject(rule)) return [{ path, message: "a rule must be a map with `fault`" }];
  const inside = (key: keyof ScenarioRule, checks: Readonly<Record<string, Check>>): readonly ScenarioProblem[] =>
    isJsonObject(rule[key]) ? problemsAt(rule[key], checks, [...path, key]) : [];
  return [
    ...(rule["fault"] === undefined ? [{ path, message: "`fault` is missing" }] : []),
    ...problemsAt(rule, ruleChecks, path),
    ...inside("match", matchChecks),
    ...inside("limit", limitChecks),
    ...inside("with", settingChecks),
  ];
}

function problemsAt(
  value: Readonly<Record<string, unknown>>,
  checks: Readonly<Record<string, Check>>,
  path: readonly (string | number)[],
): readonly ScenarioProblem[] {
  return checkKeys(value, checks).map(({ key, message }) => ({ path: [...path, key], message }));
}
