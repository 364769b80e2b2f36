import type { Money } from "../model/plan.ts";
import { maximumAmount } from "../model/price.ts";

const unitMs: ReadonlyMap<string, number> = new Map([
  ["ms", 1],
  ["s", 1000],
  ["m", 60_000],
  ["h", 3_600_000],
  ["d", 86_400_000],
]);

/** A hundred years. */
const maximumMs = 36_500 * 86_400_000;

/** Milliseconds of a text such as `200ms`, `5s`, `50m`, `2h` or `7d`. */
export function parseTimeMs(text: string): number | undefined {
  const match = /^(?<amount>\d+(?:\.\d+)?)\s*(?<unit>ms|s|m|h|d)$/u.exec(text.trim());
  const unit = unitMs.get(match?.groups?.["unit"] ?? "");
  if (match === null || unit === undefined) return undefined;
  const timeMs = Number(match.groups?.["amount"]) * unit;
  return timeMs <= maximumMs ? timeMs : undefined;
}

/** Money of a text such as `200 CNY`; at most `maximumAmount`. */
export function parseMoney(text: string): Money | undefined {
  const match = /^(?<amount>\d+(?:\.\d+)?)\s+(?<currency>[A-Z]{3})$/u.exec(text.trim());
  if (match?.groups === undefined) return undefined;
  const amount = Number(match.groups["amount"]);
  return amount <= maximumAmount ? { amount, currency: match.groups["currency"] ?? "" } : undefined;
}
