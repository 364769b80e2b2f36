import type { TakeId } from "@shotlist/core";
import { present } from "@shotlist/schema";
import { faultOfReview } from "@shotlist/schema/state";
import type { TakeReview } from "../ledger/review.ts";

/** One line for each take that was reviewed, so that git merges two branches line by line. */
export function reviewLines(reviews: ReadonlyMap<TakeId, TakeReview>): readonly string[] {
  return [...reviews]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([take, { use, verdicts }]) => `    ${JSON.stringify(take)}: ${JSON.stringify({ use, verdicts })}`);
}

/** Reads what people said about a take; nothing beyond what is known is kept. */
export function readReview(value: unknown): TakeReview | { readonly fault: string } {
  const fault = faultOfReview(value);
  if (fault !== undefined) return { fault };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- this is what the schema has just shown
  const { use, verdicts } = value as TakeReview;
  return {
    ...(use === undefined ? {} : { use: known(use) }),
    verdicts: verdicts.map((one) => ({
      ...known(one),
      clip: one.clip,
      verdict: one.verdict,
      ...present({ permits: one.permits }),
    })),
  };
}

function known({ clip, note, at }: NonNullable<TakeReview["use"]>): NonNullable<TakeReview["use"]> {
  return { ...present({ clip }), at, ...present({ note }) };
}

/** Whether a line of a lock file is a review rather than what was paid for. */
export function looksLikeReview(value: unknown): boolean {
  return typeof value === "object" && value !== null && "verdicts" in value && !("digest" in value);
}
