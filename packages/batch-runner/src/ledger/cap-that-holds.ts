import type { LedgerMoney, Micros } from "../money/micros.ts";
import type { Cap } from "./cap.ts";
import type { Books } from "./books.ts";

/** The first cap that more money would pass, with what is taken under it; `undefined` where all allow it. */
export function capThatHolds(
  books: Pick<Books, "spending" | "spentSince">,
  {
    caps,
    reserve,
    at,
  }: { readonly caps: readonly Cap[]; readonly reserve: LedgerMoney | undefined; readonly at: number },
): { readonly cap: Cap; readonly taken: Micros } | undefined {
  if (reserve === undefined) return undefined;
  for (const cap of caps) {
    if (cap.limit.currency !== reserve.currency) continue;
    const taken = takenUnder(books, cap, at);
    if (taken + reserve.micros > cap.limit.micros) return { cap, taken };
  }
  return undefined;
}

function takenUnder(
  books: Pick<Books, "spending" | "spentSince">,
  { key, limit: { currency }, withinMs }: Cap,
  at: number,
): Micros {
  if (withinMs !== undefined) return books.spentSince(key, currency, at - withinMs);
  return books.spending(key).spent.find((money) => money.currency === currency)?.micros ?? 0;
}
