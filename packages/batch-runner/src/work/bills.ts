import type { Money } from "@shotlist/core";
import type { Attempt } from "../lifecycle/attempt.ts";
import type { Bills, TakeCost } from "./outcome.ts";
import { fromMicros, toMicros } from "../money/micros.ts";
import { billOf } from "../money/rate.ts";

/** Quote and bill of an attempt that has been settled; `undefined` where there is no price. */
export function costOf({ currency, reserved, rate, facts }: Attempt): TakeCost | undefined {
  if (currency === undefined) return undefined;
  const bill = billOf(rate, facts);
  const quoted = { amount: fromMicros(reserved), currency };
  return bill === undefined ? { quoted } : { quoted, billed: { amount: fromMicros(bill.micros), currency } };
}

/** Sums quotes and bills, by currency. Clips without a bill say nothing about the drift. */
export function sumBills(costs: readonly TakeCost[]): readonly Bills[] {
  const sums = new Map<string, Bills>();
  for (const { quoted, billed } of costs) {
    if (billed === undefined) continue;
    const { currency } = quoted;
    const before = sums.get(currency) ?? { clips: 0, quoted: { amount: 0, currency }, billed: { amount: 0, currency } };
    sums.set(currency, {
      clips: before.clips + 1,
      quoted: added(before.quoted, quoted),
      billed: added(before.billed, billed),
    });
  }
  return [...sums.values()];
}

function added(left: Money, right: Money): Money {
  return { amount: fromMicros(toMicros(left.amount) + toMicros(right.amount)), currency: left.currency };
}
