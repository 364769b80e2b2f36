import { faultOfReview } from "@shotlist/schema/state";
import type { TakeKey } from "../lifecycle/attempt.ts";
import type { ReviewBooks } from "./books.ts";
import { joinReviews, type TakeReview } from "./review.ts";
import { DamagedLedger, objectFromStored } from "./stored.ts";

/** What people said about takes. */
export interface Reviews {
  readonly of: (key: TakeKey) => TakeReview | undefined;
  readonly add: (key: TakeKey, review: TakeReview) => void;
}

export function createReviews({ reviewOf, putReview }: ReviewBooks): Reviews {
  function of(key: TakeKey): TakeReview | undefined {
    const text = reviewOf(key);
    if (text === undefined) return undefined;
    const review = objectFromStored<TakeReview>(text);
    const fault = faultOfReview(review);
    if (fault !== undefined) throw new DamagedLedger(`a review cannot be used: ${fault}`);
    return review;
  }

  return {
    of,
    add(key, review) {
      putReview(key, JSON.stringify(joinReviews(of(key) ?? { verdicts: [] }, review)));
    },
  };
}
