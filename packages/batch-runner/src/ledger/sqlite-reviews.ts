import type { DatabaseSync } from "node:sqlite";
import { faultOfReview } from "@shotlist/schema/state";
import type { TakeKey } from "../lifecycle/attempt.ts";
import { joinReviews, type TakeReview } from "./review.ts";
import { DamagedLedger, objectFromStored, oneRow } from "./stored.ts";

/** What people said about takes, as a ledger keeps it. */
export interface Reviews {
  readonly of: (key: TakeKey) => TakeReview | undefined;
  readonly add: (key: TakeKey, review: TakeReview) => void;
}

export function createReviews(database: DatabaseSync): Reviews {
  const select = database.prepare("SELECT review FROM reviews WHERE storyboard = ? AND take = ?");
  const upsert = database.prepare(
    "INSERT INTO reviews (storyboard, take, review) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET review = excluded.review",
  );

  function of({ storyboard, take }: TakeKey): TakeReview | undefined {
    const row = oneRow<{ review: string }>(select, storyboard, take);
    if (row === undefined) return undefined;
    const review = objectFromStored<TakeReview>(row.review);
    const fault = faultOfReview(review);
    if (fault !== undefined) throw new DamagedLedger(`a review cannot be used: ${fault}`);
    return review;
  }

  return {
    of,
    add(key, review) {
      const joined = joinReviews(of(key) ?? { verdicts: [] }, review);
      upsert.run(key.storyboard, key.take, JSON.stringify(joined));
    },
  };
}
