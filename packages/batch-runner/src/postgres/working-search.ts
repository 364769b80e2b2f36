import { submitWindowMs, type LaneName, type Search } from "../ledger/search.ts";
import { mayBeInFlight } from "../lifecycle/state.ts";
import { objectFromStored } from "../ledger/stored.ts";
import { isLiving } from "./sessions.ts";
import { laneKey, Unread, type LaneCount } from "./needs.ts";
import { attemptsOf, shown } from "./working-books.ts";
import type { StoredAttempt, StoredCount, WorkingSet } from "./working-set.ts";

/** Attempts found by what is known about them, over what was read. */
export function createWorkingSearch(set: WorkingSet): Search {
  function countOf(count: LaneCount): StoredCount {
    const read = set.lanes.get(laneKey(count));
    if (read === undefined) throw new Unread((needs) => needs.lanes.set(laneKey(count), count));
    return read;
  }

  /** What was read, and what changed since. */
  function counted(
    lane: LaneName,
    { read, counts }: { readonly read: number; readonly counts: (row: StoredAttempt) => boolean },
  ): number {
    const own = (row: StoredAttempt | undefined): number =>
      row !== undefined && row.realm === lane.realm && providerOf(row).name === lane.provider && counts(row) ? 1 : 0;
    return set.attempts.changes().reduce((sum, { now, before }) => sum + own(now) - own(before), read);
  }

  return {
    current: (realm, digest) =>
      attemptsOf(set, realm, digest).find((row) => row.state !== "resubmitted" && row.retired === 0),
    ofTask(realm, taskId) {
      if (!set.tasks.has(taskId)) throw new Unread((needs) => needs.tasks.add(taskId));
      return [...set.attempts.values()]
        .filter((row) => row.task_id === taskId && row.realm === realm)
        .toSorted((one, other) => one.created_at - other.created_at)
        .map(shown);
    },
    toRestart() {
      if (!set.hasOrphans) throw new Unread((needs) => (needs.orphans = true));
      return [...set.attempts.values()].filter((row) => isUnsent(row) && !isLiving(set, row.session)).map(shown);
    },
    inFlight(lane, now) {
      const read = countOf({ ...lane, now, since: now - submitWindowMs }).in_flight;
      return counted(lane, { read, counts: (row) => isInFlight(row, now) });
    },
    sentSince(lane, since) {
      const read = countOf({ ...lane, now: since + submitWindowMs, since }).sent;
      return counted(lane, { read, counts: (row) => isSentSince(row, since) });
    },
  };
}

/** It may not have been sent: whoever had it may be gone. */
function isUnsent({ state, counted, retired }: StoredAttempt): boolean {
  return retired === 0 && counted === 1 && (state === "planned" || state === "submitting");
}

function isInFlight(row: StoredAttempt, now: number): boolean {
  if (row.state === "planned") return row.counted === 1;
  const sentAt = row.submitted_at ?? row.intent_at ?? row.created_at;
  return mayBeInFlight.includes(row.state) && sentAt + providerOf(row).deadlineMs > now;
}

function isSentSince({ state, counted, intent_at }: StoredAttempt, since: number): boolean {
  return state === "planned" ? counted === 1 : intent_at !== null && intent_at > since;
}

interface ProviderNames {
  readonly name: string;
  readonly deadlineMs: number;
}

const providers = new Map<string, ProviderNames>();

/** By what an endpoint is found and counted. */
export function providerOf({ provider }: Pick<StoredAttempt, "provider">): ProviderNames {
  const known = providers.get(provider);
  if (known !== undefined) return known;
  const { name, deadlineMs } = objectFromStored<ProviderNames>(provider);
  if (providers.size > 1000) providers.clear();
  providers.set(provider, { name, deadlineMs });
  return { name, deadlineMs };
}
