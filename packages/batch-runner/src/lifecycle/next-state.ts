import { present } from "@shotlist/schema";
import type { AttemptEvent } from "./event.ts";
import { taskOf, type AttemptState, type Failure } from "./state.ts";

/** What happens to the money reserved for an attempt. */
export type MoneyEffect =
  /** Stays reserved: the bill is not known yet. */
  | "hold"
  /** Given back: no task was created. */
  | "release"
  /** Spent. */
  | "settle"
  /** Given back where the format's facts say that failures are free, else spent. */
  | "settle-failure"
  /** Reserved again: what was settled was the bill of another task. */
  | "reopen";

export interface Transition {
  readonly state: AttemptState;
  /** Nothing, where it is absent. */
  readonly money?: MoneyEffect;
}

/**
 * The lifecycle of an attempt. Pure; the ledger runs it inside its own transaction, so that no state is ever written
 * that it does not allow. An event that comes late or twice changes nothing; one that cannot happen throws. The id of a task may
 * come late to any attempt that was sent: the runner says aloud what it is not kept for.
 */
export function nextState(state: AttemptState, event: AttemptEvent): Transition {
  switch (state.name) {
    case "planned":
      return fromPlanned(state, event);
    case "submitting":
      return fromSubmitting(state, event);
    case "submitted":
    case "adopted":
    case "queued":
    case "running":
      return fromRunning(state, event);
    case "succeeded":
      return fromSucceeded(state, event);
    case "downloaded":
    case "failed":
    case "expired":
    case "cancelled":
    case "abandoned":
      return fromEnded(state, event);
    case "uncertain":
    case "lost":
      return fromHeld(state, event);
    case "resubmitted":
      return unchanged(state);
    default:
      return impossible(state satisfies never, event);
  }
}

function fromPlanned(state: AttemptState, event: AttemptEvent): Transition {
  switch (event.type) {
    case "intent":
      return { state: { name: "submitting" }, money: "hold" };
    case "restarted":
    case "not-created":
      return { state, money: "release" };
    case "resubmit":
      return unchanged(state);
    case "abandon":
      return { state: { name: "abandoned", failure: event.failure }, money: "release" };
    case "accepted":
    case "refused":
    case "unanswered":
    case "task":
    case "task-unknown":
    case "clip-stored":
    case "adopt":
    case "release":
      return impossible(state, event);
    default:
      return impossible(state, event satisfies never);
  }
}

function fromSubmitting(state: AttemptState, event: AttemptEvent): Transition {
  switch (event.type) {
    case "accepted":
      return { state: { name: "submitted", taskId: event.taskId }, money: "hold" };
    case "not-created":
      return { state: { name: "planned" }, money: "release" };
    case "refused":
      return { state: { name: "failed", failure: event.failure }, money: "release" };
    case "unanswered":
      return uncertain(event.failure, event.taskId);
    case "restarted":
      return uncertain({ code: "interrupted", message: "The run ended while the request was being sent" });
    case "intent":
    case "task":
    case "task-unknown":
    case "clip-stored":
    case "adopt":
    case "release":
    case "resubmit":
    case "abandon":
      return impossible(state, event);
    default:
      return impossible(state, event satisfies never);
  }
}

function fromRunning(state: Extract<AttemptState, { taskId: string }>, event: AttemptEvent): Transition {
  const { taskId } = state;
  switch (event.type) {
    case "task":
      return afterTask(taskId, event);
    case "task-unknown":
      return { state: { name: "lost", taskId }, money: "hold" };
    case "restarted":
      return { state };
    case "abandon":
      return { state: { name: "abandoned", taskId, failure: event.failure }, money: "settle" };
    case "resubmit":
      return { state: { name: "resubmitted", taskId }, money: "settle" };
    case "release":
      return released(state, event);
    case "accepted":
      return unchanged(state);
    case "adopt":
      return event.taskId === taskId ? unchanged(state) : impossible(state, event);
    case "intent":
    case "not-created":
    case "refused":
    case "unanswered":
    case "clip-stored":
      return impossible(state, event);
    default:
      return impossible(state, event satisfies never);
  }
}

function afterTask(taskId: string, event: Extract<AttemptEvent, { type: "task" }>): Transition {
  switch (event.status) {
    case "queued":
    case "running":
      return { state: { name: event.status, taskId } };
    case "succeeded":
      return { state: { name: "succeeded", taskId }, money: "settle" };
    case "failed":
    case "expired":
    case "cancelled":
      return { state: { name: event.status, taskId, failure: event.failure }, money: "settle-failure" };
    default:
      throw new Error(`no such task status: ${String(event satisfies never)}`);
  }
}

function fromSucceeded(state: Extract<AttemptState, { taskId: string }>, event: AttemptEvent): Transition {
  const { taskId } = state;
  switch (event.type) {
    case "clip-stored": {
      const frame = present({ frameSha256: event.frameSha256 });
      return { state: { name: "downloaded", taskId, sha256: event.sha256, ...frame } };
    }
    // A poll for a fresh link may be answered with anything; what was paid for stays paid for.
    case "task":
      return unchanged(state);
    case "task-unknown":
      return { state: { name: "lost", taskId } };
    case "release":
      return released(state, event);
    case "restarted":
      return { state };
    case "accepted":
      return unchanged(state);
    case "abandon":
      return { state: { name: "abandoned", taskId, failure: event.failure } };
    case "resubmit":
      return { state: { name: "resubmitted", taskId } };
    case "intent":
    case "not-created":
    case "refused":
    case "unanswered":
    case "adopt":
      return impossible(state, event);
    default:
      return impossible(state, event satisfies never);
  }
}

function fromEnded(state: AttemptState, event: AttemptEvent): Transition {
  switch (event.type) {
    case "clip-stored":
      return state.name === "downloaded" ? replaced(state, event) : unchanged(state);
    case "task":
    case "task-unknown":
    case "restarted":
    case "accepted":
    case "abandon":
      return unchanged(state);
    case "release":
      return released(state, event);
    case "resubmit":
      return { state: { name: "resubmitted", ...taskOf(state) } };
    case "intent":
    case "not-created":
    case "refused":
    case "unanswered":
    case "adopt":
      return impossible(state, event);
    default:
      return impossible(state, event satisfies never);
  }
}

function fromHeld(state: Extract<AttemptState, { name: "uncertain" | "lost" }>, event: AttemptEvent): Transition {
  switch (event.type) {
    case "adopt":
      return { state: { name: "adopted", taskId: event.taskId }, money: "hold" };
    // Whoever had sent it was taken for gone, and comes back with the answer.
    case "accepted":
      if (state.name === "uncertain" && state.taskId === undefined)
        return { state: { name: "submitted", taskId: event.taskId }, money: "hold" };
      return unchanged(state);
    case "unanswered":
      return state.name === "uncertain" ? unchanged(state) : impossible(state, event);
    // Nobody knows whether the vendor bills it: the reservation counts as spent.
    case "resubmit":
      return { state: { name: "resubmitted", ...taskOf(state) }, money: "settle" };
    case "abandon":
      return { state: { name: "abandoned", ...taskOf(state), failure: event.failure }, money: "settle" };
    case "release":
      return released(state, event);
    case "restarted":
    case "task":
    case "task-unknown":
      return unchanged(state);
    case "intent":
    case "not-created":
    case "refused":
    case "clip-stored":
      return impossible(state, event);
    default:
      return impossible(state, event satisfies never);
  }
}

/** Never `planned`: that the task was another's says nothing of the one that may have been created. */
function released(state: AttemptState, event: Extract<AttemptEvent, { type: "release" }>): Transition {
  if (state.name === "abandoned" || taskOf(state).taskId !== event.taskId) return impossible(state, event);
  const failure = {
    code: "released",
    message: `Task ${event.taskId} was released, because it is not the task of this take`,
  };
  return { state: { name: "uncertain", failure }, money: "reopen" };
}

/** Fetched again, and the vendor has encoded it again: the same paid clip in other bytes. */
function replaced(
  { taskId, ...before }: Extract<AttemptState, { name: "downloaded" }>,
  { sha256, frameSha256 = before.frameSha256 }: Extract<AttemptEvent, { type: "clip-stored" }>,
): Transition {
  const frame = present({ frameSha256 });
  return { state: { name: "downloaded", taskId, sha256, ...frame } };
}

function uncertain(failure: Failure, taskId?: string): Transition {
  return {
    state: { name: "uncertain", failure, ...present({ taskId }) },
    money: "hold",
  };
}

function unchanged(state: AttemptState): Transition {
  return { state };
}

function impossible(state: AttemptState, event: AttemptEvent): never {
  throw new Error(`an attempt that is ${state.name} cannot see ${event.type}`);
}
