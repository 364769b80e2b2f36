import type { BilledCount, Estimate, PriceRate, ProviderPrice } from "@shotlist/core";
import { type LedgerMoney, isMoney, toMicros, type Micros } from "./micros.ts";

/** What one clip was to be billed by. Kept with its attempt, so that a price that changes later changes no bill. */
export interface Rate {
  readonly per: "clip" | "second" | "million_tokens";
  readonly amount: number;
  readonly currency: string;
  /** What one clip costs at most: counted where the vendor's own count cannot be read. */
  readonly worst?: number;
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

/** The rate of a clip whose estimate rests on the vendor's list price. */
export function listRateOf(estimate: Estimate): Rate | undefined {
  if (estimate.kind === "unknown" || estimate.listPrice === undefined) return undefined;
  const { per, amount, currency } = estimate.listPrice;
  return { per, amount, currency };
}

function amountAt(rate: PriceRate | undefined, resolution: string): number | undefined {
  return typeof rate === "object" ? rate[resolution] : rate;
}

/** What the vendor has said about a clip, as far as it is billed by it. */
interface Counts {
  readonly durationSeconds?: number;
  readonly completionTokens?: number;
  readonly unreadable?: readonly BilledCount[];
}

/**
 * What the vendor bills by what it has reported; `undefined` where it has not reported what the rate counts, or a number
 * beyond reason.
 */
export function billOf(rate: Rate | undefined, counts: Counts): LedgerMoney | undefined {
  if (rate === undefined) return undefined;
  const micros = billedBy(rate, counts);
  return micros === undefined ? undefined : { micros, currency: rate.currency };
}

/** The same; where the vendor's count cannot be read, the worst case. From then on money is a guess, and no budget may be passed. */
export function chargeOf(rate: Rate | undefined, counts: Counts): LedgerMoney | undefined {
  const bill = billOf(rate, counts);
  if (bill !== undefined || rate?.worst === undefined || !isUnreadable(rate, counts)) return bill;
  const micros = microsOf(rate.worst);
  return micros === undefined ? undefined : { micros, currency: rate.currency };
}

/** Whether the vendor has reported what the rate counts in a way that says nothing. */
export function isUnreadable(rate: Rate, counts: Counts): boolean {
  const counted = { clip: undefined, second: "durationSeconds", million_tokens: "completionTokens" } as const;
  const count = counted[rate.per];
  if (count === undefined) return false;
  const isBeyondReason = counts[count] !== undefined && billedBy(rate, counts) === undefined;
  return isBeyondReason || counts.unreadable?.includes(count) === true;
}

function billedBy({ per, amount }: Rate, { durationSeconds, completionTokens }: Counts): Micros | undefined {
  switch (per) {
    case "clip":
      return microsOf(amount);
    case "second":
      return durationSeconds === undefined ? undefined : microsOf(amount * durationSeconds);
    case "million_tokens":
      return completionTokens === undefined ? undefined : microsOf((amount * completionTokens) / 1_000_000);
    default:
      throw new Error(`no such rate: ${String(per satisfies never)}`);
  }
}

/** What gives no amount of money, such as the length of a clip in years, is not a bill. */
function microsOf(amount: number): Micros | undefined {
  return isMoney(amount) ? toMicros(amount) : undefined;
}
