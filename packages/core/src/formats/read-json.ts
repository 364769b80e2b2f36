/** Reading of JSON that somebody else wrote: every reader takes anything and answers `undefined` where it is not what was hoped for. */

type JsonRecord = Readonly<Record<string, unknown>>;

/** The value as an object with unknown members; arrays and `null` are none. */
export function recordOf(value: unknown): JsonRecord | undefined {
  return isRecord(value) ? value : undefined;
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
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

/** A finite number that is not negative. */
export function amountOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** A whole number that is not negative; a seed of -1 means random and so names none. */
export function countOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** A web address. */
export function linkOf(value: unknown): string | undefined {
  return typeof value === "string" && /^https?:\/\/./i.test(value) && URL.canParse(value) ? value : undefined;
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
