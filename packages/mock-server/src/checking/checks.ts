import { isJsonObject } from "@shotlist/schema";

/** What is wrong with a value, as what it "must be"; undefined where nothing is. */
export type Check = (value: unknown) => string | undefined;

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

export const isText: Check = (value) => (typeof value === "string" ? undefined : "must be a text");
export const isFlag: Check = (value) => (typeof value === "boolean" ? undefined : "must be true or false");
export const isFunction: Check = (value) => (typeof value === "function" ? undefined : "must be a function");
export const isMap: Check = (value) => (isJsonObject(value) ? undefined : "must be a map");
export const isCount: Check = (value) =>
  isNumber(value) && Number.isInteger(value) && value >= 0 ? undefined : "must be a whole number";
export const isSeconds: Check = (value) => (isNumber(value) && value >= 0 ? undefined : "must be a number of seconds");
export const isPositive: Check = (value) => (isNumber(value) && value > 0 ? undefined : "must be a positive number");
export const isShare: Check = (value) =>
  isNumber(value) && value >= 0 && value <= 1 ? undefined : "must be a number from 0 to 1";
export const isStatus: Check = (value) =>
  isNumber(value) && Number.isInteger(value) && value >= 200 && value <= 599
    ? undefined
    : "must be an HTTP status from 200 to 599";
export const isCountOrCounts: Check = (value) =>
  [value].flat().every((one) => isCount(one) === undefined) ? undefined : "must be a whole number or a list of them";
export const isTexts: Check = (value) =>
  Array.isArray(value) && value.every((one) => typeof one === "string") ? undefined : "must be a list of texts";
export const isTextMap: Check = (value) =>
  isJsonObject(value) && Object.values(value).every((one) => typeof one === "string")
    ? undefined
    : "must map names to texts";

const headerValue = /^[\t\u0020-\u007E\u0080-\u00FF]*$/;

/** A text that HTTP can carry in a header. */
export const isHeaderText: Check = (value) =>
  typeof value === "string" && headerValue.test(value) ? undefined : "must be a text without line breaks";
/** Set by the server itself, from the body that it sends. */
const framing: ReadonlySet<string> = new Set(["content-length", "transfer-encoding", "connection", "trailer"]);

const isHeaderName = (name: string): boolean => /^[\w!#$%&'*+.^`|~-]+$/.test(name) && !framing.has(name.toLowerCase());

export const isHeaders: Check = (value) =>
  isJsonObject(value) &&
  Object.entries(value).every(([name, one]) => isHeaderName(name) && isHeaderText(one) === undefined)
    ? undefined
    : `must map header names to texts, without ${[...framing].join(", ")}`;

export function oneOf(...words: readonly string[]): Check {
  return (value) => (words.some((word) => word === value) ? undefined : `must be one of ${words.join(", ")}`);
}

/** What is wrong with a map whose keys are known: unknown ones, and values that break their check. */
export function checkKeys(
  value: Readonly<Record<string, unknown>>,
  checks: Readonly<Record<string, Check>>,
): readonly { readonly key: string; readonly message: string }[] {
  return Object.entries(value).flatMap(([key, one]) => {
    const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
    const message = check === undefined ? `is unknown; known are ${Object.keys(checks).join(", ")}` : check(one);
    return message === undefined ? [] : [{ key, message: `${key} ${message}` }];
  });
}
