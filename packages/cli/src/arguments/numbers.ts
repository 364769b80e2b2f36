import { usageError } from "../world/errors.ts";

/** The value of an option that counts something, at least `min`. */
export function wholeNumber(
  option: string,
  value: string,
  { min = 1, max = Number.MAX_SAFE_INTEGER }: { min?: number; max?: number } = {},
): number {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= min && number <= max) return number;
  const range = max === Number.MAX_SAFE_INTEGER ? `a whole number from ${min}` : `a whole number from ${min} to ${max}`;
  throw usageError(`--${option} takes ${range}; got ${JSON.stringify(value)}`);
}

/** The value of an option that is a number above 0. */
export function positiveNumber(option: string, value: string): number {
  const number = /^\d*\.?\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number > 0) return number;
  throw usageError(`--${option} takes a number above 0; got ${JSON.stringify(value)}`);
}
