import { AmountError } from "../failures/money-errors.ts";

/** Money of one currency as the ledger keeps it. */
export interface LedgerMoney {
  readonly micros: Micros;
  readonly currency: string;
}

/**
 * Money as a whole number of millionths of a currency's unit. Sums of floats drift; sums of these do not,
 * and 2^53 of them are nine billion units.
 */
export type Micros = number;

const perUnit = 1_000_000;

/** More of any currency than a clip, a bill or a budget comes to. */
const most = 1_000_000_000;

/** Whether an amount is one that can be reckoned with; others come from a mistake, or from somebody who tries. */
export function isMoney(amount: number): boolean {
  return amount >= 0 && amount <= most;
}

/** Rounds up: a reservation may be a millionth too much, never too little. */
export function toMicros(amount: number): Micros {
  if (!isMoney(amount)) throw new AmountError(amount);
  const scaled = amount * perUnit;
  const nearest = Math.round(scaled);
  // 0.07 * 1e6 is 70000.00000000001: within a float's own error of a whole number, the whole number is meant.
  return Math.abs(scaled - nearest) <= Math.abs(scaled) * Number.EPSILON * 4 ? nearest : Math.ceil(scaled);
}

/** Money as it is written, as the ledger keeps it. */
export function toLedgerMoney({
  amount,
  currency,
}: {
  readonly amount: number;
  readonly currency: string;
}): LedgerMoney {
  return { micros: toMicros(amount), currency };
}

/** The amount in units, exact to the millionth. */
export function fromMicros(micros: Micros): number {
  return micros / perUnit;
}
