import type { Plan } from "@shotlist/core";
import type { Attempt, Ledger } from "../ledger/ledger.ts";
import { fromMicros } from "../money/micros.ts";
import { formatLock, type LockedState, type LockEntry } from "./lock-file.ts";

/** The lock file of a plan's storyboard, as the ledger has it; `undefined` where nothing was paid for. */
export async function lockOf(ledger: Ledger, plan: Plan): Promise<string | undefined> {
  const attempts = await ledger.attempts({ storyboard: plan.storyboard });
  const entries = attempts.flatMap((attempt) => toEntries(attempt, plan));
  if (entries.length === 0) return undefined;
  return formatLock(plan.storyboard, entries, new Map(plan.takes.map(({ id, digest }) => [id, digest])));
}

function toEntries(attempt: Attempt, plan: Plan): readonly LockEntry[] {
  const state = lockedStateOf(attempt);
  if (state === undefined || !attempt.realm.startsWith("live:")) return [];
  const { state: stands, intent, currency } = attempt;
  const entry = {
    realm: attempt.realm,
    digest: attempt.digest,
    state,
    attempt: attempt.id,
    number: attempt.number,
    provider: attempt.provider.name,
    format: attempt.provider.format,
    model: attempt.model,
    ...("taskId" in stands && stands.taskId !== undefined ? { task: stands.taskId } : {}),
    ...("sha256" in stands ? { clip: stands.sha256 } : {}),
    ...("frameSha256" in stands && stands.frameSha256 !== undefined ? { lastFrame: stands.frameSha256 } : {}),
    ...(currency === undefined ? {} : { price: { amount: fromMicros(attempt.settled ?? attempt.reserved), currency } }),
    at: attempt.submittedAt ?? attempt.intentAt ?? attempt.createdAt,
    ...(state === "uncertain" && intent?.seed !== undefined ? { seed: intent.seed } : {}),
    ...(attempt.released === undefined ? {} : { released: attempt.released }),
    ...(state === "uncertain" && intent !== undefined ? { client: intent.clientId } : {}),
  };
  return attempt.takes
    .filter(({ storyboard }) => storyboard === plan.storyboard)
    .map(({ take }) => ({ take, ...entry }));
}

function lockedStateOf({ state }: Attempt): LockedState | undefined {
  switch (state.name) {
    case "downloaded":
      return "downloaded";
    case "submitted":
    case "adopted":
    case "queued":
    case "running":
    case "succeeded":
      return "running";
    case "submitting":
    case "uncertain":
      return "uncertain";
    case "lost":
      return "lost";
    case "planned":
    case "failed":
    case "expired":
    case "cancelled":
    case "abandoned":
    case "resubmitted":
      return undefined;
    default:
      throw new Error(`no such state: ${JSON.stringify(state satisfies never)}`);
  }
}
