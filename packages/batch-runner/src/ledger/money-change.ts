import type { MoneyEffect } from "../lifecycle/next-state.ts";
import type { Micros } from "../money/micros.ts";

/** What an attempt counts for, in money and as a submit that may be billed. */
export interface Reckoning {
  readonly reserved: Micros;
  readonly settled?: Micros;
  readonly counted: boolean;
}

/** What an attempt takes from its caps. */
export function taken(reckoning: Reckoning): Micros {
  return reckoning.settled ?? reckoning.reserved;
}

/** The money of an attempt after an effect. Without a `bill`, the quote counts; what is settled stays settled. */
export function applyMoney(
  before: Reckoning,
  effect: MoneyEffect,
  { failuresAreFree, bill }: { readonly failuresAreFree: boolean; readonly bill: Micros | undefined },
): Reckoning {
  switch (effect) {
    case "hold":
      return before;
    case "release":
      return { reserved: 0, counted: false };
    case "settle":
      return before.settled === undefined ? { ...before, settled: bill ?? before.reserved } : before;
    case "settle-failure":
      if (before.settled !== undefined) return before;
      return { ...before, settled: failuresAreFree ? 0 : before.reserved };
    case "reopen":
      return { reserved: before.reserved, counted: true };
    default:
      throw new Error(`no such effect on money: ${String(effect satisfies never)}`);
  }
}
