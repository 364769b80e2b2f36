import { realmClassOf, type Plan, type PlannedTake } from "@shotlist/core";
import { LockFileError } from "../failures/lock-file-error.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { isOpen, traits, type AttemptStateName } from "../lifecycle/state.ts";
import type { LockFiles } from "../ports/lock-files.ts";
import type { State } from "../state/state.ts";
import { fromLock } from "./from-lock.ts";
import { takeReviews } from "./take-reviews.ts";
import { parseLock, type Lock, type LockedState, type LockEntry } from "./lock-file.ts";
import { lockOf } from "./to-lock.ts";

/** What the lock files of some storyboards say is paid for. */
export interface Locks {
  /** What was paid for by a digest. */
  paid(take: Pick<PlannedTake, "realm" | "digest">): LockEntry | undefined;
  /** Whether something was paid for under a take's name. */
  knows(take: Pick<PlannedTake, "storyboard" | "id">): boolean;
  /** What was paid for under a take's name as something else. */
  earlier(take: Pick<PlannedTake, "storyboard" | "id" | "digest" | "realm">): LockEntry | undefined;
}

/** Reads the lock files of the plans. Throws `LockFileError` and `StorageError`. */
export async function readLocks(plans: readonly Plan[], files: LockFiles | undefined): Promise<Locks> {
  const byDigest = new Map<string, LockEntry>();
  const byTake = new Map<string, LockEntry[]>();
  for (const { plan, lock } of await locksOf(plans, files)) {
    for (const entry of lock.entries) {
      if (entry.state !== "retaken") byDigest.set(`${entry.realm} ${entry.digest}`, entry);
      const name = `${plan.storyboard}/${entry.take}`;
      byTake.set(name, [...(byTake.get(name) ?? []), entry]);
    }
  }
  return {
    paid: ({ realm, digest }) => byDigest.get(`${realm} ${digest}`),
    knows: ({ storyboard, id }) => byTake.has(`${storyboard}/${id}`),
    earlier: ({ storyboard, id, digest }) =>
      byTake.get(`${storyboard}/${id}`)?.find((entry) => entry.digest !== digest),
  };
}

/** Tells the ledger what the lock files say is paid for and it does not know. */
export async function importLocks(
  plans: readonly Plan[],
  { state, fence, files }: { readonly state: State; readonly fence: number; readonly files: LockFiles | undefined },
): Promise<void> {
  for (const { plan, lock } of await locksOf(plans, files)) {
    const { entries } = lock;
    const news = await newsOf(state.ledger, entries, files?.nameOf(plan) ?? "the lock file");
    if (news.length > 0) await state.ledger.importRecords(fence, fromLock(news, plan));
    await takeReviews(plan, lock, { state, fence });
  }
}

/** Of the entries, those of which the ledger has less. Throws `LockFileError` where an attempt is already recorded with another request. */
export async function newsOf(
  ledger: Ledger,
  entries: readonly LockEntry[],
  file: string,
): Promise<readonly LockEntry[]> {
  const news: LockEntry[] = [];
  for (const entry of entries) if (await isNews(ledger, entry, file)) news.push(entry);
  return news;
}

/**
 * Whether the ledger has less of an attempt than the lock file: nothing, or, restored from a backup, what was true before the
 * lock file was written. Anything else the ledger knows better.
 */
async function isNews(ledger: Ledger, entry: LockEntry, file: string): Promise<boolean> {
  const own = await ledger.attempt(entry.attempt);
  if (own === undefined) return true;
  if (own.realm !== entry.realm || own.digest !== entry.digest) {
    const fault = `attempt ${entry.attempt} of ${entry.take} is already recorded here with another request`;
    throw new LockFileError("lock_unreadable", file, { fault, hint: "Restore the lock file from git." });
  }
  const releases = (entry.released?.length ?? 0) - (own.released?.length ?? 0);
  return releases > 0 || (releases === 0 && isBehind(own.state.name, entry.state));
}

function isBehind(own: AttemptStateName, locked: LockedState): boolean {
  const known = traits[own];
  if (known.at === "sending" || (known.at === "nowhere" && !known.ended)) return true;
  // A clip that somebody asked for again elsewhere: the ledger lets it go once it knows of the other one.
  if (locked === "retaken") return own !== "resubmitted";
  if (known.at === "unknown") return locked !== "uncertain";
  return locked === "downloaded" && (isOpen(known) || known.at === "gone");
}

/** Writes the lock files again where something has changed. Throws `StorageError`. */
export async function writeLocks(
  plans: readonly Plan[],
  { state, files }: { readonly state: State; readonly files: LockFiles | undefined },
): Promise<void> {
  if (files === undefined || state.realmClass !== "live") return;
  for (const plan of plans) {
    const text = await lockOf(state.ledger, plan);
    if (text !== undefined && text !== (await files.read(plan))) await files.write(plan, text);
  }
}

/** The lock files of the plans. Throws `LockFileError` and `StorageError`. */
export async function locksOf(
  plans: readonly Plan[],
  files: LockFiles | undefined,
): Promise<readonly { readonly plan: Plan; readonly lock: Lock }[]> {
  const read: { plan: Plan; lock: Lock }[] = [];
  for (const plan of plans) {
    const isLive = plan.takes.some(({ realm }) => realmClassOf(realm) === "live");
    const text = isLive ? await files?.read(plan) : undefined;
    if (files !== undefined && text !== undefined) read.push({ plan, lock: parseLock(text, files.nameOf(plan)) });
  }
  return read;
}
