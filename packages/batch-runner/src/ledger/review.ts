import type { Digest } from "@shotlist/core";
import { present } from "@shotlist/schema";

/** What a person said about one clip. */
export interface Verdict {
  /** Hash of the clip. */
  readonly clip: string;
  readonly verdict: "approved" | "rejected";
  readonly note?: string;
  /** Of a draft that was approved: digests of the clips that may be bought since. An edited shot has another one. */
  readonly permits?: readonly Digest[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Which clip of a take counts. */
export interface Use {
  /** Hash of the clip; absent where the newest one counts again. */
  readonly clip?: string;
  readonly note?: string;
  readonly at: number;
}

/** Reviews of the clips of a take. Clips go by their hash: a version's number means nothing on another machine. */
export interface TakeReview {
  readonly use?: Use;
  /** One for each clip, in the order of their hashes. */
  readonly verdicts: readonly Verdict[];
}

/** Two reviews of one take as one: of two sayings about one thing, the later one counts. */
export function joinReviews(one: TakeReview, other: TakeReview): TakeReview {
  const uses = [one.use, other.use].filter((use) => use !== undefined);
  const use = uses.length === 0 ? undefined : uses.reduce(later);
  const verdicts = new Map<string, Verdict>();
  for (const verdict of [...one.verdicts, ...other.verdicts]) {
    const before = verdicts.get(verdict.clip);
    verdicts.set(verdict.clip, before === undefined ? verdict : later(before, verdict));
  }
  return {
    ...present({ use }),
    verdicts: [...verdicts.values()].toSorted((left, right) => (left.clip < right.clip ? -1 : 1)),
  };
}

/** At one and the same moment the text decides, so that two machines come to the same. */
function later<Saying extends { readonly at: number }>(one: Saying, other: Saying): Saying {
  if (one.at !== other.at) return one.at > other.at ? one : other;
  return JSON.stringify(one) >= JSON.stringify(other) ? one : other;
}
