import { maximumAmount, type Money } from "@shotlist/core";
import { usageError } from "../world/errors.ts";

/** The value of an option that is money, such as `200 CNY`. */
export function amountOfMoney(option: string, value: string): Money {
  const groups = /^(?<amount>\d+(?:\.\d+)?) ?(?<currency>[A-Z]{3})$/.exec(value)?.groups;
  const { amount, currency } = groups ?? {};
  if (amount !== undefined && currency !== undefined && Number(amount) <= maximumAmount) {
    return { amount: Number(amount), currency };
  }
  throw usageError(
    `--${option} takes an amount and a currency, such as "200 CNY"; got ${JSON.stringify(value.slice(0, 80))}`,
  );
}

const unitMs: { readonly [unit: string]: number } = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** The value of an option that is a span of time, such as `50m`, in milliseconds. */
export function spanOfTime(option: string, value: string): number {
  const groups = /^(?<number>\d+(?:\.\d+)?)(?<unit>ms|s|m|h)$/.exec(value)?.groups;
  const unit = unitMs[groups?.["unit"] ?? ""];
  const spanMs = unit === undefined ? 0 : Number(groups?.["number"]) * unit;
  if (spanMs > 0) return spanMs;
  throw usageError(`--${option} takes a time with its unit, such as 50m; got ${JSON.stringify(value)}`);
}
