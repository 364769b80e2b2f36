import type { Plan, PlannedTake } from "@shotlist/core";
import type { Attempt, TakeRecord, Version } from "../ledger/ledger.ts";
import { readLocks, type Locks } from "../lock/locks.ts";
import type { LockEntry } from "../lock/lock-file.ts";
import type { LockFiles } from "../ports/lock-files.ts";
import type { State } from "../state.ts";
import { changesOf, describeChanges } from "./field-change.ts";
import { inKnownReadings } from "./known-readings.ts";
import type { JoinedTake, TakeAction } from "./joined-take.ts";

/**
 * What a run would do with each take of the plans, in their order, each as it was read when it was paid for. Reads only. Without a state, as where nothing was ever
 * rendered, only the lock files tell what is paid for. Throws `LockFileError`.
 */
export async function joinPlan(
  compiled: readonly Plan[],
  state: State | undefined,
  { lockFiles }: { readonly lockFiles?: LockFiles } = {},
): Promise<readonly JoinedTake[]> {
  const locks = await readLocks(compiled, lockFiles);
  const plans = await inKnownReadings(compiled, { ledger: state?.ledger, locks });
  const attempts = new Map<string, Attempt | undefined>();
  const joined: JoinedTake[] = [];
  for (const plan of plans) {
    const records = new Map((await state?.ledger.takes(plan.storyboard))?.map((record) => [record.take, record]));
    const actions = new Map<string, TakeAction>();
    for (const take of plan.takes) {
      const key = `${take.realm} ${take.digest}`;
      if (!attempts.has(key)) attempts.set(key, await state?.ledger.current(take.realm, take.digest));
      const own = await joinTake(take, { state, locks, attempt: attempts.get(key), record: records.get(take.id) });
      const result = afterDependencies(own, actions);
      actions.set(take.id, result.fetch === true ? "collect" : result.action);
      joined.push(result);
    }
  }
  return joined;
}

interface Known {
  readonly state: State | undefined;
  readonly locks: Locks;
  readonly attempt: Attempt | undefined;
  readonly record: TakeRecord | undefined;
}

async function joinTake(take: PlannedTake, known: Known): Promise<JoinedTake> {
  const { state, attempt, locks } = known;
  if (state === undefined || attempt === undefined || attempt.state.name === "planned") {
    const locked = locks.paid(take);
    return locked === undefined || (await isHistory(locked, state))
      ? unpaid(take, known)
      : lockedTake(take, locked, state);
  }
  const ids = {
    attemptId: attempt.id,
    ...("taskId" in attempt.state && attempt.state.taskId !== undefined ? { taskId: attempt.state.taskId } : {}),
  };
  const as = (action: TakeAction, reason: string): JoinedTake => ({ take, action, own: action, reason, ...ids });
  switch (attempt.state.name) {
    case "submitting":
      return (await state.ledger.holder()) === undefined
        ? as("uncertain", "a run ended while the request was on its way")
        : as("uncertain", "the request is on its way, or a run ended meanwhile");
    case "submitted":
    case "adopted":
    case "queued":
    case "running":
      return as("collect", `task ${attempt.state.taskId} is ${attempt.state.name} and paid for`);
    case "succeeded":
      return as("collect", `task ${attempt.state.taskId} is done; its clip is to be fetched`);
    case "downloaded": {
      const { sha256 } = attempt.state;
      return (await state.store.find(sha256, "video"))
        ? { ...as("cached", "its clip is here"), sha256 }
        : {
            ...as("missing", missingReason(take, "it was paid for, and its bytes are gone")),
            ...fetchOf(take),
            sha256,
          };
    }
    case "failed":
    case "expired":
    case "cancelled":
      return as("failed", `${attempt.state.name}: ${attempt.state.failure.message}`);
    case "abandoned":
      return as("failed", `given up: ${attempt.state.failure.message}`);
    case "uncertain":
      return as("uncertain", attempt.state.failure.message);
    case "lost":
      return as("lost", `the vendor no longer knows task ${attempt.state.taskId}`);
    case "resubmitted":
      throw new Error("a resubmitted attempt is never the current one");
    default:
      throw new Error(`no such state: ${JSON.stringify(attempt.state satisfies never)}`);
  }
}

/** Whether a person here let the request be submitted again since the lock file was written. */
async function isHistory({ attempt }: LockEntry, state: State | undefined): Promise<boolean> {
  return (await state?.ledger.attempt(attempt))?.state.name === "resubmitted";
}

/** What another machine has paid for, as its lock file says; the next run tells the ledger. */
async function lockedTake(take: PlannedTake, entry: LockEntry, state: State | undefined): Promise<JoinedTake> {
  const { clip, task, attempt: attemptId } = entry;
  const ids = { attemptId, ...(task === undefined ? {} : { taskId: task }) };
  const as = (action: TakeAction, reason: string): JoinedTake => ({ take, action, own: action, reason, ...ids });
  switch (entry.state) {
    case "downloaded": {
      const isHere = clip !== undefined && (await state?.store.find(clip, "video")) !== undefined;
      const sha256 = clip === undefined ? {} : { sha256: clip };
      return isHere
        ? { ...as("cached", "its clip is here"), ...sha256 }
        : {
            ...as("missing", missingReason(take, "it is paid for, and its bytes are not here")),
            ...fetchOf(take),
            ...sha256,
          };
    }
    case "running":
      return as("collect", `the lock file says that task ${task} is paid for`);
    case "uncertain":
      return as("uncertain", "the lock file says that its request may have arrived");
    case "lost":
      return as("lost", `the lock file says that the vendor no longer knows task ${task}`);
    default:
      throw new Error(`no such state: ${String(entry.state satisfies never)}`);
  }
}

/** A mock takes its tasks with it; a vendor's are asked for, whether or not their links still live. */
function fetchOf({ realm }: PlannedTake): { readonly fetch?: true } {
  return realm === "mock" ? {} : { fetch: true };
}

function missingReason(take: PlannedTake, otherwise: string): string {
  return fetchOf(take).fetch === true ? "to fetch, while its link lives" : otherwise;
}

async function unpaid(take: PlannedTake, { state, locks, record }: Known): Promise<JoinedTake> {
  const key = { storyboard: take.storyboard, take: take.id };
  const versions = (await state?.ledger.versions(key)) ?? [];
  if (versions.some(({ digest }) => digest === take.digest))
    return { take, action: "render", own: "render", reason: "another version of it was asked for", retake: true };
  const earlier = versions.at(-1);
  const paid = earlier !== undefined || locks.earlier(take) !== undefined || (await isPaidFor(take, state, record));
  if (!paid) return { take, action: "render", own: "render", reason: "not rendered yet" };
  const changes = record === undefined ? [] : await changesOf(take, record, { state, versions });
  return {
    take,
    action: "stale",
    own: "stale",
    reason: changes.length === 0 ? unknownChange(take, earlier) : describeChanges(changes),
    ...(changes.length === 0 ? {} : { changes }),
  };
}

/** Whether the take was submitted as something else, and may be billed for it. */
async function isPaidFor(
  take: PlannedTake,
  state: State | undefined,
  record: TakeRecord | undefined,
): Promise<boolean> {
  if (state === undefined || record === undefined || record.digest === take.digest) return false;
  const attempt = await state.ledger.current(take.realm, record.digest);
  return (
    attempt !== undefined && !["planned", "failed", "expired", "cancelled", "abandoned"].includes(attempt.state.name)
  );
}

function unknownChange({ dependsOn }: PlannedTake, earlier: Version | undefined): string {
  return earlier === undefined || dependsOn.length === 0
    ? "what was asked for has changed since it was rendered"
    : "a shot it depends on has changed since it was rendered";
}

const held: ReadonlySet<TakeAction> = new Set(["failed", "blocked", "uncertain", "lost", "missing"]);

/** A take that would be submitted waits for what it needs, or is blocked by it. */
function afterDependencies(own: JoinedTake, actions: ReadonlyMap<string, TakeAction>): JoinedTake {
  if (own.action !== "render" && own.action !== "stale") return own;
  const { take } = own;
  const blocker = take.dependsOn.find((id) => held.has(actions.get(id) ?? "cached"));
  if (blocker !== undefined) {
    return { ...own, action: "blocked", reason: `needs ${blocker}, which is ${actions.get(blocker) ?? "absent"}` };
  }
  const pending = take.dependsOn.find((id) => (actions.get(id) ?? "cached") !== "cached");
  if (pending === undefined || own.action === "stale") return own;
  return { ...own, action: "waiting", reason: `waits for ${pending}` };
}
