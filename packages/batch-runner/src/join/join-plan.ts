import { type Plan, type PlannedTake, storyboardOfDrafts } from "@shotlist/core";
import { assertOptions, present } from "@shotlist/schema";
import type { TakeRecord, Version } from "../ledger/take-record.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import { nextStep } from "../lifecycle/next-step.ts";
import { taskOf, traits, type AttemptState } from "../lifecycle/state.ts";
import { readLocks, type Locks } from "../lock/locks.ts";
import { lockedState } from "../lock/from-lock.ts";
import type { LockedState, LockEntry } from "../lock/lock-file.ts";
import type { LockFiles } from "../ports/lock-files.ts";
import type { State } from "../state/state.ts";
import { isChosenAway } from "./chosen-version.ts";
import { changesOf, describeChanges } from "./field-change.ts";
import { type KnownOfPlan, readKnownOfPlan } from "./known-of-plan.ts";
import { inKnownReadings } from "./known-readings.ts";
import { createUploadJoin } from "./joined-upload.ts";
import { actionOf, isToSubmit, type JoinedTake, type TakeAction } from "./joined-take.ts";

/** What a run may do, beyond what the ledger says. */
export interface JoinOptions {
  readonly lockFiles?: LockFiles | undefined;
  /** Whether the vendor can be asked about a submit whose answer was lost. Default: it cannot. */
  readonly canLookUp?: (take: PlannedTake) => boolean;
  /** Whether a shot that has changed since it was rendered may be rendered again. Default: yes. */
  readonly mayRenderChanged?: boolean;
}

/**
 * What a run would do with each take of the plans, in order. Each take is in the reading that was paid for. Reads
 * only. Without a state, only the lock files say what is paid for. Throws `LockFileError`.
 */
export async function joinPlan(
  compiled: readonly Plan[],
  state: State | undefined,
  options: JoinOptions = {},
): Promise<readonly JoinedTake[]> {
  assertOptions<JoinOptions>("joinPlan", options, {
    lockFiles: "object",
    canLookUp: "function",
    mayRenderChanged: "flag",
  });
  const locks = await readLocks(compiled, options.lockFiles);
  const plans = await inKnownReadings(compiled, { ledger: state?.ledger, locks });
  const uploadsOf = await createUploadJoin(state);
  const joined: JoinedTake[] = [];
  for (const plan of plans) {
    const known = await readKnownOfPlan(plan, state?.ledger);
    const actions = new Map<string, TakeAction>();
    for (const take of plan.takes) {
      const own = await joinTake(take, {
        state,
        locks,
        options,
        known,
        attempt: known.attemptOf(take),
        record: known.recordOf(take),
      });
      const result = afterDependencies(own, actions);
      actions.set(take.id, result.fetch === true ? "collect" : result.action);
      const uploads = uploadsOf(take, plan);
      joined.push(uploads.length === 0 ? result : { ...result, uploads });
    }
  }
  return joined;
}

interface Known {
  readonly state: State | undefined;
  readonly locks: Locks;
  readonly attempt: Attempt | undefined;
  readonly record: TakeRecord | undefined;
  readonly known: KnownOfPlan;
  readonly options: JoinOptions;
}

async function joinTake(take: PlannedTake, known: Known): Promise<JoinedTake> {
  const { state, attempt, locks } = known;
  if (state === undefined || attempt === undefined || attempt.state.name === "planned") {
    const locked = locks.paid(take);
    return locked === undefined || (await isHistory(locked, state))
      ? unpaid(take, known)
      : lockedTake(take, locked, known);
  }
  const isHeld = traits[attempt.state.name].at === "sending" && (await state.ledger.holder()) !== undefined;
  return { ...(await joinSent(take, attempt.state, { ...known, isHeld })), attemptId: attempt.id };
}

/** A take whose current attempt was sent. */
async function joinSent(
  take: PlannedTake,
  attempt: AttemptState,
  {
    state,
    options,
    record,
    isHeld = false,
  }: Pick<Known, "state" | "options" | "record"> & { readonly isHeld?: boolean },
): Promise<JoinedTake> {
  const sha256 = "sha256" in attempt ? attempt.sha256 : undefined;
  const isStored = sha256 !== undefined && (await state?.store.find(sha256, "video")) !== undefined;
  const isHere = isStored && state !== undefined && !(await isChosenAway(state, take, record));
  const canLookUp = options.canLookUp?.(take) ?? false;
  const step = nextStep(attempt, { clip: isHere ? "here" : "missing", canLookUp, isHeld });
  const action = actionOf(step, { isChanged: false });
  return {
    take,
    action,
    own: action,
    next: step.do,
    reason: action === "missing" ? missingReason(take, step.reason) : step.reason,
    ...(action === "missing" ? fetchOf(take) : {}),
    ...taskOf(attempt),
    ...present({ sha256 }),
  };
}

/** Whether a person here let the request be submitted again since the lock file was written. */
async function isHistory({ attempt }: LockEntry, state: State | undefined): Promise<boolean> {
  return (await state?.ledger.attempt(attempt))?.state.name === "resubmitted";
}

/** What another machine has paid for, as its lock file says; the next run records it in the ledger. */
async function lockedTake(take: PlannedTake, entry: LockEntry, known: Known): Promise<JoinedTake> {
  const { taskId: _, ...joined } = await joinSent(take, lockedState(entry), known);
  const { task, attempt: attemptId } = entry;
  const reason = joined.action === "cached" ? joined.reason : lockedReasons[entry.state](entry, take);
  return { ...joined, reason, attemptId, ...present({ taskId: task }) };
}

const lockedReasons: Readonly<Record<LockedState, (entry: LockEntry, take: PlannedTake) => string>> = {
  downloaded: (_, take) => missingReason(take, "it is paid for, but its clip is not on this machine"),
  running: ({ task }) => `task ${task} is paid for, according to the lock file`,
  uncertain: () => "its request may have arrived, according to the lock file",
  lost: ({ task }) => `according to the lock file, the vendor no longer knows task ${task}`,
  retaken: () => "another version was requested",
};

/** A mock takes its tasks with it; a vendor's are asked for, whether or not their links still live. */
function fetchOf({ realm }: PlannedTake): { readonly fetch?: true } {
  return realm === "mock" ? {} : { fetch: true };
}

function missingReason(take: PlannedTake, otherwise: string): string {
  return fetchOf(take).fetch === true ? "will be downloaded while its link is valid" : otherwise;
}

async function unpaid(take: PlannedTake, { state, locks, record, options, known }: Known): Promise<JoinedTake> {
  const versions = await known.versionsOf(take);
  if (versions.some(({ digest }) => digest === take.digest))
    return { ...joinUnsent(take, options), reason: "another version was requested", retake: true };
  const earlier = versions.at(-1);
  const isChanged = earlier !== undefined || locks.earlier(take) !== undefined || isPaidFor(take, record, known);
  if (!isChanged) return joinUnsent(take, options);
  // A draft is made of the shot as it is now: what it was before is not a reason to ask.
  if (storyboardOfDrafts(take.storyboard) !== undefined)
    return { ...joinUnsent(take, options), reason: "the shot has changed since its last draft" };
  // The fields of what only a lock file knows are unknown.
  const isKnown = record !== undefined && Object.keys(record.fields).length > 0;
  const changes = !isKnown ? [] : await changesOf(take, record, { state, versions });
  const change = changes.length === 0 ? unknownChange(take, earlier) : describeChanges(changes);
  return { ...joinUnsent(take, options, change), ...(changes.length === 0 ? {} : { changes }) };
}

/** A take for which nothing is paid for: its shot may have changed since something was. */
function joinUnsent(take: PlannedTake, { mayRenderChanged = true }: JoinOptions, change?: string): JoinedTake {
  const step = nextStep(undefined, { mayRenderChanged, ...present({ change }) });
  const action = actionOf(step, { isChanged: change !== undefined });
  return { take, action, own: action, next: step.do, reason: step.reason };
}

/** Whether the take was submitted as something else, and may be billed for it. */
function isPaidFor(take: PlannedTake, record: TakeRecord | undefined, known: KnownOfPlan): boolean {
  if (record === undefined || record.digest === take.digest) return false;
  const attempt = known.attemptOf({ realm: take.realm, digest: record.digest });
  return attempt !== undefined && traits[attempt.state.name].paid;
}

function unknownChange({ dependsOn }: PlannedTake, earlier: Version | undefined): string {
  return earlier === undefined || dependsOn.length === 0
    ? "its shot has changed since it was rendered"
    : "a shot it depends on has changed since it was rendered";
}

const held: ReadonlySet<TakeAction> = new Set(["failed", "blocked", "uncertain", "lost", "missing"]);

/** A take that would be submitted waits for what it needs, or is blocked by it. */
function afterDependencies(own: JoinedTake, actions: ReadonlyMap<string, TakeAction>): JoinedTake {
  if (!isToSubmit(own.action)) return own;
  const { take } = own;
  const blocker = take.dependsOn.find((id) => held.has(actions.get(id) ?? "cached"));
  if (blocker !== undefined) {
    return { ...own, action: "blocked", reason: `needs ${blocker}, which is ${actions.get(blocker) ?? "absent"}` };
  }
  const pending = take.dependsOn.find((id) => (actions.get(id) ?? "cached") !== "cached");
  if (pending === undefined || own.action === "stale") return own;
  return { ...own, action: "waiting", reason: `waiting for ${pending}` };
}
