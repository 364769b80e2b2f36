import type { JsonValue } from "@shotlist/schema";

/** Submits with a valid key, and what they may have cost at worst in the budget's currency. */
export interface SpentSoFar {
  readonly submits: number;
  readonly reserved: number;
}

/** Thrown instead of sending a submit that no limit allows. */
export class SpendRefusedError extends Error {
  override readonly name = "SpendRefusedError";
  readonly code = "spend_refused";
}

/** Counts submits with a valid key before they are sent, and stops those beyond the limits. */
export interface Spend {
  /** Takes the price of a submit; throws `SpendRefusedError` where a limit forbids it. */
  reserve(body: JsonValue | undefined): void;
  /** Whether a submit of this body would be allowed now. */
  allows(body: JsonValue | undefined): boolean;
  /** Submits that may still be sent. */
  left(): number;
  readonly submits: number;
  /** What those submits may have cost at most, in the budget's currency; 0 without a budget. */
  readonly reserved: number;
}

export interface SpendLimits {
  /** What an earlier part of the run has spent. */
  readonly from?: SpentSoFar;
  /** Called before a submit leaves, with itself counted. */
  readonly onReserve?: (spent: SpentSoFar) => void;
  /** Submits with a valid key; 0 forbids them all. */
  readonly maxTasks: number;
  readonly budget?: { readonly amount: number; readonly currency: string };
  /** The most that one submit can cost, in the budget's currency; undefined where no price is known. */
  readonly worstPrice: number | undefined;
}

/** A purse that is charged before a submit leaves, the worst case each time, and never gives back. */
export function createSpend({ maxTasks, budget, worstPrice, from, onReserve }: SpendLimits): Spend {
  let { submits, reserved } = from ?? { submits: 0, reserved: 0 };
  const price = budget === undefined ? 0 : (worstPrice ?? Number.POSITIVE_INFINITY);
  const isAllowed = (): boolean => submits < maxTasks && (budget === undefined || reserved + price <= budget.amount);
  return {
    reserve() {
      if (!isAllowed())
        throw new SpendRefusedError("a submit with a valid key may be billed, and the limit is reached");
      submits += 1;
      reserved += price;
      onReserve?.({ submits, reserved });
    },
    allows: isAllowed,
    left: () => {
      const byTasks = maxTasks - submits;
      if (budget === undefined || price === 0) return byTasks;
      return Math.max(0, Math.min(byTasks, Math.floor((budget.amount - reserved) / price)));
    },
    get submits() {
      return submits;
    },
    get reserved() {
      return reserved;
    },
  };
}
