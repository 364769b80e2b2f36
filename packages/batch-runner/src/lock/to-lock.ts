import { realmClassOf, type Plan, type TakeId } from "@shotlist/core";
import { present } from "@shotlist/schema";
import type { Ledger } from "../ledger/ledger.ts";
import type { TakeReview } from "../ledger/review.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import { taskOf, traits, type Whereabouts } from "../lifecycle/state.ts";
import { fromMicros } from "../money/micros.ts";
import { formatLock, type LockedState, type LockEntry, type LockReviews } from "./lock-file.ts";

/** The lock file of a plan's storyboard, as the ledger has it; `undefined` where nothing was paid for. */
export async function lockOf(ledger: Ledger, plan: Plan): Promise<string | undefined> {
  const attempts = await ledger.attempts({ storyboard: plan.storyboard });
  const entries = attempts.flatMap((attempt) => toEntries(attempt, plan));
  if (entries.length === 0) return undefined;
  const all = [...entries, ...(await retakenEntries(ledger, attempts, plan))];
  const reviews = await reviewsOf(ledger, all, plan);
  return formatLock(
    plan.storyboard,
    { entries: all, reviews },
    new Map(plan.takes.map(({ id, digest }) => [id, digest])),
  );
}

/**
 * Clips that people asked for again: they are paid for, and one of them may be chosen. The clip of a task that was released is
 * not the take's, and what has no task cannot be asked about.
 */
async function retakenEntries(ledger: Ledger, attempts: readonly Attempt[], plan: Plan): Promise<readonly LockEntry[]> {
  const entries: LockEntry[] = [];
  const retaken = attempts.filter(({ state }) => state.name === "resubmitted" && taskOf(state).taskId !== undefined);
  for (const attempt of retaken) {
    for (const key of attempt.takes.filter(({ storyboard }) => storyboard === plan.storyboard)) {
      const version = (await ledger.versions(key)).findLast(({ attemptId }) => attemptId === attempt.id);
      if (version === undefined) continue;
      const clip = { state: "retaken", clip: version.sha256 } as const;
      entries.push(...toEntries({ ...attempt, takes: [key] }, plan, clip));
    }
  }
  return entries;
}

async function reviewsOf(ledger: Ledger, entries: readonly LockEntry[], plan: Plan): Promise<LockReviews> {
  const reviews = new Map<TakeId, TakeReview>();
  for (const take of new Set(entries.map((entry) => entry.take))) {
    const review = await ledger.reviewOf({ storyboard: plan.storyboard, take });
    if (review !== undefined) reviews.set(take, review);
  }
  return reviews;
}

function toEntries(
  attempt: Attempt,
  plan: Plan,
  retaken?: { readonly state: "retaken"; readonly clip: string },
): readonly LockEntry[] {
  const state = retaken?.state ?? lockedStates[traits[attempt.state.name].at];
  if (state === undefined || realmClassOf(attempt.realm) !== "live") return [];
  const { state: stands, intent, currency } = attempt;
  const { taskId } = taskOf(stands);
  const entry = {
    realm: attempt.realm,
    digest: attempt.digest,
    state,
    attempt: attempt.id,
    number: attempt.number,
    provider: attempt.provider.name,
    format: attempt.provider.format,
    model: attempt.model,
    ...present({ task: taskId }),
    ...("sha256" in stands ? { clip: stands.sha256 } : {}),
    ...present({ clip: retaken?.clip }),
    ...("frameSha256" in stands && stands.frameSha256 !== undefined ? { lastFrame: stands.frameSha256 } : {}),
    ...(currency === undefined ? {} : { price: { amount: fromMicros(attempt.settled ?? attempt.reserved), currency } }),
    at: attempt.submittedAt ?? attempt.intentAt ?? attempt.createdAt,
    ...(state === "uncertain" && intent?.seed !== undefined ? { seed: intent.seed } : {}),
    ...present({ released: attempt.released }),
    ...(state === "uncertain" && intent !== undefined ? { client: intent.clientId } : {}),
  };
  return attempt.takes
    .filter(({ storyboard }) => storyboard === plan.storyboard)
    .map(({ take }) => ({ take, ...entry }));
}

/** What is not paid for, or failed, is not in a lock file. */
const lockedStates: Readonly<Record<Whereabouts, LockedState | undefined>> = {
  nowhere: undefined,
  sending: "uncertain",
  unknown: "uncertain",
  vendor: "running",
  ready: "running",
  gone: "lost",
  store: "downloaded",
};
