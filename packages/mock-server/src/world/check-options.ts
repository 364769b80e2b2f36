import { isJsonObject } from "@shotlist/schema";
import type { MockServerOptions } from "./mock-server-options.ts";
import {
  checkKeys,
  isCount,
  isFlag,
  isFunction,
  isMap,
  isPositive,
  isSeconds,
  isText,
  isTextMap,
  isTexts,
  oneOf,
} from "../checking/checks.ts";
import type { Check } from "../checking/checks.ts";

const isRange: Check = (value) =>
  isSeconds(value) === undefined ||
  (Array.isArray(value) && value.length === 2 && value.every((one) => isSeconds(one) === undefined))
    ? undefined
    : "must be a number of seconds or a pair of them";

const ofMode: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  time: { queuedSeconds: isRange, runningSeconds: isRange, minimumPolls: isCount },
  polls: { polls: isCount },
  immediate: {},
  manual: {},
};

const matchChecks: Readonly<Record<string, Check>> = {
  format: isText,
  model: isText,
  prompt: isText,
  headers: isTextMap,
};

const isProgress: Check = (value) => {
  if (!isJsonObject(value)) return "must be a map with `mode`";
  const { mode, match } = value;
  const unknownMode = oneOf(...Object.keys(ofMode))(mode);
  if (unknownMode !== undefined) return `has a mode that ${unknownMode}`;
  const own = (typeof mode === "string" ? ofMode[mode] : undefined) ?? {};
  const problems = [
    ...checkKeys(value, { mode: isText, match: isMap, ...own }),
    ...(isJsonObject(match) ? checkKeys(match, matchChecks) : []),
    ...(mode === "polls" && value["polls"] === undefined ? [{ message: "polls is missing" }] : []),
  ];
  return problems.length === 0 ? undefined : `is wrong: ${problems.map(({ message }) => message).join("; ")}`;
};

const isProgressOrRules: Check = (value) =>
  Array.isArray(value) ? value.map(isProgress).find((problem) => problem !== undefined) : isProgress(value);

const optionChecks: Readonly<Record<keyof MockServerOptions, Check>> = {
  formats: isTexts,
  format: isText,
  edition: isText,
  port: isCount,
  host: isText,
  allowRemote: isFlag,
  allowHosts: isTexts,
  seed: (value) => (isText(value) === undefined || Number.isFinite(value) ? undefined : "must be a text or a number"),
  clock: oneOf("real", "scaled", "manual"),
  speed: isPositive,
  waitsForLoop: isFlag,
  startAtMs: (value) => (Number.isFinite(value) ? undefined : "must be a number of milliseconds"),
  progress: isProgressOrRules,
  keys: isTexts,
  strict: isFlag,
  scenario: isMap,
  variants: isTextMap,
  taskLimit: isPositive,
  journalLimit: isPositive,
  renderClip: isFunction,
  cors: isFlag,
  webhookUrl: (value) => (typeof value === "string" && URL.canParse(value) ? undefined : "must be an address"),
  scopeLimit: isPositive,
};

/** Throws for an option that does not exist or cannot be: in plain JavaScript nobody else finds it. */
export function checkOptions(options: MockServerOptions): void {
  if (!isJsonObject(options)) throw new TypeError("the options of createMockServer must be an object");
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const problems = checkKeys(given, optionChecks);
  if (problems.length > 0) {
    throw new TypeError(`createMockServer: ${problems.map(({ message }) => message).join("; ")}`);
  }
}
