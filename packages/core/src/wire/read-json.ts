import { isJsonObject } from "@shotlist/schema";

/** Reading of JSON that somebody else wrote: every reader takes anything and answers `undefined` where it is not what was hoped for. */

type JsonRecord = Readonly<Record<string, unknown>>;

/** The value as an object with unknown members; arrays and `null` are none. */
export function recordOf(value: unknown): JsonRecord | undefined {
  return isJsonObject(value) ? value : undefined;
}

/** The value below the keys, one level a key; a number is a place in an array. */
export function valueAt(value: unknown, ...keys: readonly (string | number)[]): unknown {
  let current = value;
  for (const key of keys) {
    current = typeof key === "number" ? (Array.isArray(current) ? current[key] : undefined) : recordOf(current)?.[key];
  }
  return current;
}

/** A string with something in it. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** A code as text, whether the vendor writes it as a string or as a number. */
export function codeOf(value: unknown): string | undefined {
  return typeof value === "number" && Number.isFinite(value) ? String(value) : textOf(value);
}

/**
 * An id as text, whether the vendor writes it as a string or as a number that JSON carries exactly. One with half of a character in it
 * is not an id: nothing could be requested by it.
 */
export function idOf(value: unknown): string | undefined {
  if (typeof value === "number" && Number.isSafeInteger(value) && value > 0) return String(value);
  const text = textOf(value)?.trim();
  return text?.isWellFormed() === true ? text : undefined;
}

/** A finite number, written as one or as a text of digits. */
function numberOf(value: unknown): number | undefined {
  const number =
    typeof value === "string" && /^\s*[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?\s*$/i.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** A number that is not negative and not past `most`. */
export function amountOf(value: unknown, most: number = Number.MAX_SAFE_INTEGER): number | undefined {
  const number = numberOf(value);
  return number !== undefined && number >= 0 && number <= most ? number : undefined;
}

/** A count, rounded up where it comes with a fraction: it may be billed by. */
export function countOf(value: unknown, most: number = Number.MAX_SAFE_INTEGER): number | undefined {
  const amount = amountOf(value, most);
  return amount === undefined ? undefined : Math.ceil(amount);
}

/** A whole number that is not negative; a seed of -1 means random and so names none. */
export function wholeOf(value: unknown): number | undefined {
  const amount = amountOf(value);
  return Number.isSafeInteger(amount) ? amount : undefined;
}

/** The end of the year 9999. */
const lastSecond = 253_402_300_799;

/** A time in Unix seconds, without its fraction. */
export function timeOf(value: unknown): number | undefined {
  const seconds = amountOf(value, lastSecond);
  return seconds === undefined ? undefined : Math.floor(seconds);
}

/** A web address, or a path that is meant from the address of whoever wrote it on. */
export function linkOf(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  if (/^\/{1,2}[^\s/\\]\S*$/u.test(value)) return value;
  return /^https?:\/\/./iu.test(value) && URL.canParse(value) ? value : undefined;
}

/** Progress from 0 to 100, from a number or from a text such as `50%`. */
export function progressOf(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\d+(?:\.\d+)?\s*%?$/.test(value) ? Number.parseFloat(value) : value;
  const amount = amountOf(number);
  return amount === undefined ? undefined : Math.min(amount, 100);
}

/** The first of the readings that is there. */
export function firstOf<Value>(...candidates: readonly (Value | undefined)[]): Value | undefined {
  return candidates.find((candidate) => candidate !== undefined);
}
