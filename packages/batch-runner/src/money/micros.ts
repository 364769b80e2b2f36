/**
 * Money as a whole number of millionths of a currency's unit. Sums of floats drift; sums of these do not,
 * and 2^53 of them are nine billion units.
 */
export type Micros = number;

const perUnit = 1_000_000;

/** Rounds up: a reservation may be a millionth too much, never too little. */
export function toMicros(amount: number): Micros {
  if (!Number.isFinite(amount) || amount < 0) throw new Error(`not an amount of money: ${amount}`);
  const scaled = amount * perUnit;
  const nearest = Math.round(scaled);
  // 0.07 * 1e6 is 70000.00000000001: within a float's own error of a whole number, the whole number is meant.
  const micros = Math.abs(scaled - nearest) <= Math.abs(scaled) * Number.EPSILON * 4 ? nearest : Math.ceil(scaled);
  if (!Number.isSafeInteger(micros)) throw new Error(`an amount of money beyond reckoning: ${amount}`);
  return micros;
}

/** The amount in units, exact to the millionth. */
export function fromMicros(micros: Micros): number {
  return micros / perUnit;
}
