import { isJsonObject } from "../http/message.ts";
import { faultLibrary } from "./library.ts";
import type { Scenario, ScenarioRule } from "./scenario.ts";

/** One mistake in a scenario, at a path of keys. */
export interface ScenarioProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export type CheckedScenario =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly problems: readonly ScenarioProblem[] };

type Check = (value: unknown) => string | undefined;

const isText: Check = (value) => (typeof value === "string" ? undefined : "must be a text");
const isCount: Check = (value) =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 ? undefined : "must be a whole number";
const isSeconds: Check = (value) =>
  typeof value === "number" && Number.isFinite(value) && value >= 0 ? undefined : "must be a number of seconds";
const isShare: Check = (value) =>
  typeof value === "number" && value >= 0 && value <= 1 ? undefined : "must be a number from 0 to 1";
const isCountOrCounts: Check = (value) =>
  [value].flat().every((one) => isCount(one) === undefined) ? undefined : "must be a whole number or a list of them";
const isTexts: Check = (value) =>
  isJsonObject(value) && Object.values(value).every((one) => typeof one === "string")
    ? undefined
    : "must map header names to texts";
const isFault: Check = (value) => {
  const names = faultLibrary.map(({ name }) => name);
  return names.some((name) => name === value) ? undefined : `must be one of ${names.join(", ")}`;
};
const isRetryAfter: Check = (value) =>
  typeof value === "string" || isSeconds(value) === undefined ? undefined : "must be seconds or an HTTP date";

const matchChecks: Readonly<Record<keyof NonNullable<ScenarioRule["match"]>, Check>> = {
  format: isText,
  operation: isText,
  model: isText,
  prompt: isText,
  taskId: isText,
  headers: isTexts,
  nth: isCountOrCounts,
  probability: isShare,
};

const settingChecks: Readonly<Record<keyof NonNullable<ScenarioRule["with"]>, Check>> = {
  retryAfter: isRetryAfter,
  status: isCount,
  code: isText,
  message: isText,
  seconds: isSeconds,
  bytes: isCount,
};

const ruleChecks: Readonly<Record<keyof ScenarioRule, Check>> = {
  fault: isFault,
  match: (value) => (isJsonObject(value) ? undefined : "must be a map"),
  times: isCount,
  with: (value) => (isJsonObject(value) ? undefined : "must be a map"),
};

/** Checks a value of any origin; collects every mistake. */
export function checkScenario(value: unknown): CheckedScenario {
  if (!isJsonObject(value)) return { ok: false, problems: [{ path: [], message: "a scenario is a map with `rules`" }] };
  const { rules } = value;
  const problems: ScenarioProblem[] = Object.keys(value)
    .filter((key) => key !== "rules")
    .map((key) => ({ path: [key], message: `${key} is not known here` }));
  if (!Array.isArray(rules)) {
    return { ok: false, problems: [...problems, { path: ["rules"], message: "rules must be a list" }] };
  }
  for (const [index, rule] of rules.entries()) problems.push(...checkRule(rule, ["rules", index]));
  return problems.length === 0 ? { ok: true, scenario: { rules } } : { ok: false, problems };
}

/** Checks a single rule of any origin. */
export function ruleOf(
  value: unknown,
):
  | { readonly ok: true; readonly rule: ScenarioRule }
  | { readonly ok: false; readonly problems: readonly ScenarioProblem[] } {
  const checked = checkScenario({ rules: [value] });
  if (!checked.ok) return checked;
  const [rule] = checked.scenario.rules;
  if (rule === undefined) throw new Error("a scenario of one rule has none");
  return { ok: true, rule };
}

function checkRule(rule: unknown, path: readonly (string | number)[]): readonly ScenarioProblem[] {
  if (!isJsonObject(rule)) return [{ path, message: "a rule is a map with `fault`" }];
  return [
    ...(rule["fault"] === undefined ? [{ path, message: "fault is missing" }] : []),
    ...checkKeys(rule, ruleChecks, path),
    ...(isJsonObject(rule["match"]) ? checkKeys(rule["match"], matchChecks, [...path, "match"]) : []),
    ...(isJsonObject(rule["with"]) ? checkKeys(rule["with"], settingChecks, [...path, "with"]) : []),
  ];
}

function checkKeys(
  value: Readonly<Record<string, unknown>>,
  checks: Readonly<Record<string, Check>>,
  path: readonly (string | number)[],
): readonly ScenarioProblem[] {
  return Object.entries(value).flatMap(([key, one]) => {
    const check = checks[key];
    const message = check === undefined ? `is not known here; known are ${Object.keys(checks).join(", ")}` : check(one);
    return message === undefined ? [] : [{ path: [...path, key], message: `${key} ${message}` }];
  });
}
