import type { Clock } from "../ports/clock.ts";
import type { Notice } from "../ports/notices.ts";

/** While webhooks arrive, tasks are asked about so many times more rarely: often enough for notices that are lost. */
const rarely = 12;
/** So many tasks in a row that ended without a notice, and webhooks are taken for gone until one arrives. */
const untoldInARow = 3;
/** Of tasks that nobody here knows, or does not know any more, so many ids are remembered. */
const strangersAtMost = 1000;

/** A task that is waited for. */
interface ListeningFor {
  readonly format: string;
  readonly taskId: string;
  /** Tasks of one lane have the same vendor, whose webhooks arrive or do not. */
  readonly lane: string;
  /** A task is looked at because of notices no more often than this. */
  readonly everyMs: number;
}

/** What was heard of tasks: reasons to look at them, and whether that can be relied on. */
export interface HeardNotices {
  hear(notice: Notice): void;
  /** Calls `wake` once a notice is a reason to look at the task; answers with a function that ends it. */
  listen(task: ListeningFor, wake: () => void): () => void;
  /** The task is looked at no more. Whether its end was seen, about which a notice should have come. */
  left(task: Pick<ListeningFor, "format" | "taskId">, hasEnded: boolean): void;
  /** How many times more rarely than without webhooks a task may be asked about. */
  rarity(task: Omit<ListeningFor, "everyMs">): number;
}

interface Listening {
  readonly task: ListeningFor;
  /** There is a notice that nobody has followed. */
  isTold: boolean;
  /** The last look at it was because of a notice. */
  isLed: boolean;
  followedAt: number;
  wake: (() => void) | undefined;
}

interface LaneState {
  isAlive: boolean;
  untold: number;
}

/**
 * Notices about tasks that nobody knows yet count once their task is known, since a webhook may be faster than the answer to its
 * submit. Doubled and forged ones cost at most one look at a task in each of its intervals.
 */
export function createHeardNotices(clock: Clock, stopping: AbortSignal): HeardNotices {
  const tasks = new Map<string, Listening>();
  const early = new Set<string>();
  const past = new Map<string, string>();
  const lanes = new Map<string, LaneState>();

  function laneOf(name: string): LaneState {
    const lane = lanes.get(name) ?? { isAlive: false, untold: 0 };
    lanes.set(name, lane);
    return lane;
  }

  function arrives(name: string): void {
    Object.assign(laneOf(name), { isAlive: true, untold: 0 });
  }

  function followed(listening: Listening): void {
    listening.isTold = false;
    listening.isLed = true;
    listening.followedAt = clock.now();
    listening.wake = undefined;
  }

  function follow(listening: Listening): void {
    const { wake } = listening;
    followed(listening);
    wake?.();
  }

  /** At once, or as soon as the last notice that was followed is long enough ago. */
  function followInTime(listening: Listening): void {
    const { wake, followedAt, task } = listening;
    const leftMs = followedAt + task.everyMs - clock.now();
    // A clock that was set back says nothing of how long it was.
    if (leftMs <= 0 || leftMs > task.everyMs) return follow(listening);
    void followAfter(leftMs, listening, wake).catch(() => undefined);
  }

  async function followAfter(ms: number, listening: Listening, wake: Listening["wake"]): Promise<void> {
    await clock.sleep(ms, stopping);
    if (listening.wake === wake && listening.isTold) follow(listening);
  }

  return {
    hear({ format, taskId, isOpen }) {
      if (isOpen) return;
      const key = keyOf({ format, taskId });
      const listening = tasks.get(key);
      if (listening === undefined) {
        const lane = past.get(key);
        if (lane !== undefined) arrives(lane);
        else addBounded(early, key);
        return;
      }
      const isFirst = !listening.isTold;
      listening.isTold = true;
      if (isFirst && listening.wake !== undefined) followInTime(listening);
    },
    listen(task, wake) {
      const key = keyOf(task);
      const isTold = early.delete(key);
      const listening = tasks.get(key) ?? {
        task,
        isTold,
        isLed: false,
        followedAt: Number.NEGATIVE_INFINITY,
        wake: undefined,
      };
      tasks.set(key, listening);
      listening.isLed = false;
      listening.wake = wake;
      if (listening.isTold) followInTime(listening);
      return () => {
        if (listening.wake !== wake) return;
        // Its time has come as well: this question is the answer to both.
        if (listening.isTold) followed(listening);
        listening.wake = undefined;
      };
    },
    left(task, hasEnded) {
      const key = keyOf(task);
      const listening = tasks.get(key);
      if (listening === undefined) return;
      tasks.delete(key);
      if (!hasEnded) return;
      const { lane } = listening.task;
      if (listening.isLed || listening.isTold) return arrives(lane);
      past.set(key, lane);
      if (past.size > strangersAtMost) past.delete(past.keys().next().value ?? "");
      const state = laneOf(lane);
      state.untold += 1;
      if (state.untold >= untoldInARow) state.isAlive = false;
    },
    rarity({ lane, ...task }) {
      // Some vendors call back before their own answers say the same.
      const isLed = tasks.get(keyOf(task))?.isLed === true;
      return !isLed && lanes.get(lane)?.isAlive === true ? rarely : 1;
    },
  };
}

function keyOf({ format, taskId }: Pick<ListeningFor, "format" | "taskId">): string {
  return `${format} ${taskId}`;
}

/** The oldest one gives way. */
function addBounded(keys: Set<string>, key: string): void {
  keys.delete(key);
  keys.add(key);
  if (keys.size > strangersAtMost) keys.delete(keys.values().next().value ?? "");
}
