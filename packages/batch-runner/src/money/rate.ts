import type { PriceRate, ProviderPrice } from "@shotlist/core";
import type { LedgerMoney, TaskFacts } from "../ledger/ledger.ts";
import { isMoney, toMicros } from "./micros.ts";

/** What one clip was to be billed by. Kept with its attempt, so that a price that changes later changes no bill. */
export interface Rate {
  readonly per: "clip" | "second" | "million_tokens";
  readonly amount: number;
  readonly currency: string;
}

/** The rate of a clip at a provider's price; the first that fits, in the order in which a plan's estimate looks. */
export function rateOf(price: ProviderPrice | undefined, resolution: string): Rate | undefined {
  if (price === undefined) return undefined;
  const { currency, perClip, perSecond, perMillionTokens } = price;
  const rates = [
    ["clip", perClip],
    ["second", perSecond],
    ["million_tokens", perMillionTokens],
  ] as const;
  for (const [per, rate] of rates) {
    const amount = amountAt(rate, resolution);
    if (amount !== undefined) return { per, amount, currency };
  }
  return undefined;
}

function amountAt(rate: PriceRate | undefined, resolution: string): number | undefined {
  return typeof rate === "object" ? rate[resolution] : rate;
}

/** What the vendor bills by what it has reported; `undefined` where it has not reported what the rate counts. */
export function billOf(
  rate: Rate | undefined,
  { durationSeconds, completionTokens }: Pick<TaskFacts, "durationSeconds" | "completionTokens">,
): LedgerMoney | undefined {
  if (rate === undefined) return undefined;
  const { per, amount, currency } = rate;
  switch (per) {
    case "clip":
      return billed(amount, currency);
    case "second":
      return billed(durationSeconds === undefined ? undefined : amount * durationSeconds, currency);
    case "million_tokens":
      return billed(completionTokens === undefined ? undefined : (amount * completionTokens) / 1_000_000, currency);
    default:
      throw new Error(`no such rate: ${String(per satisfies never)}`);
  }
}

/** What comes to no amount of money, such as the length of a clip in years, is no bill: the quote counts. */
function billed(amount: number | undefined, currency: string): LedgerMoney | undefined {
  return amount !== undefined && isMoney(amount) ? { micros: toMicros(amount), currency } : undefined;
}
