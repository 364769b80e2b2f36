import type { PlannedTake } from "@shotlist/core";
import { present } from "@shotlist/schema";
import { joinReviews, type TakeReview, type Verdict } from "../ledger/review.ts";
import { taskOf } from "../lifecycle/state.ts";
import type { Lock } from "../lock/lock-file.ts";
import type { State } from "../state/state.ts";

/** A clip of a draft, and what was said about it. */
export interface DraftClip {
  readonly sha256: string;
  readonly digest: string;
  readonly provider: string;
  readonly taskId?: string;
  /** When its request was sent; milliseconds since 1970. */
  readonly madeAt: number;
  readonly verdict?: Verdict;
}

interface Known {
  readonly state: State | undefined;
  /** What the lock file of the drafts says. */
  readonly lock: Lock | undefined;
}

/** The clip of a draft that counts, chosen or the newest, here or as the lock file has it. Only its own clips realm are looked at. */
export async function countingDraft(take: PlannedTake, { state, lock }: Known): Promise<DraftClip | undefined> {
  const clips = new Map<string, DraftClip>();
  for (const clip of [...lockedClips(take, lock), ...(await storedClips(take, state))]) {
    // Of one clip the ledger knows more; it comes last, in the order of its versions.
    clips.delete(clip.sha256);
    clips.set(clip.sha256, clip);
  }
  const review = await reviewOf(take, { state, lock });
  const counting = clips.get(review?.use?.clip ?? "") ?? [...clips.values()].at(-1);
  if (counting === undefined) return undefined;
  const verdict = review?.verdicts.find(({ clip }) => clip === counting.sha256);
  return verdict === undefined ? counting : { ...counting, verdict };
}

async function storedClips({ storyboard, id, realm }: PlannedTake, state: State | undefined): Promise<DraftClip[]> {
  const clips: DraftClip[] = [];
  for (const { sha256, digest, attemptId } of (await state?.ledger.versions({ storyboard, take: id })) ?? []) {
    const attempt = await state?.ledger.attempt(attemptId);
    if (attempt === undefined || attempt.realm !== realm) continue;
    const { provider, submittedAt, createdAt } = attempt;
    clips.push({
      sha256,
      digest,
      provider: provider.name,
      madeAt: Math.min(submittedAt ?? createdAt, createdAt),
      ...taskOf(attempt.state),
    });
  }
  return clips;
}

function lockedClips({ id, realm }: PlannedTake, lock: Lock | undefined): readonly DraftClip[] {
  const own = lock?.entries.filter((entry) => entry.take === id && entry.realm === realm) ?? [];
  return own
    .toSorted((left, right) => left.at - right.at)
    .flatMap(({ clip, digest, provider, task, at }) =>
      clip === undefined ? [] : [{ sha256: clip, digest, provider, madeAt: at, ...present({ taskId: task }) }],
    );
}

async function reviewOf({ storyboard, id }: PlannedTake, { state, lock }: Known): Promise<TakeReview | undefined> {
  const stored = await state?.ledger.reviewOf({ storyboard, take: id });
  const locked = lock?.reviews.get(id);
  return stored === undefined || locked === undefined ? (stored ?? locked) : joinReviews(stored, locked);
}
