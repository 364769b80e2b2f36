import { realmClassOf, type Plan } from "@shotlist/core";
import type { Ledger } from "../ledger/ledger.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import { taskOf, traits, type Whereabouts } from "../lifecycle/state.ts";
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
  const state = lockedStates[traits[attempt.state.name].at];
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
    ...(taskId === undefined ? {} : { task: taskId }),
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

/** What is not paid for, or came to nothing, is not in a lock file. */
const lockedStates: Readonly<Record<Whereabouts, LockedState | undefined>> = {
  nowhere: undefined,
  sending: "uncertain",
  unknown: "uncertain",
  vendor: "running",
  ready: "running",
  gone: "lost",
  store: "downloaded",
};
