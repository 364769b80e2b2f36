import type { Task } from "@shotlist/core";
import { present } from "@shotlist/schema";
import type { Attempt, TaskFacts } from "../lifecycle/attempt.ts";
import type { Failure } from "../lifecycle/state.ts";
import { costOf } from "../work/bills.ts";
import { fromMicros } from "../money/micros.ts";
import { billOf, isUnreadable } from "../money/rate.ts";
import { about, type Telling, type Watching } from "../work/context.ts";
import type { Outcome } from "../work/outcome.ts";
import type { TakeError } from "../failures/take-error.ts";
import type { Work } from "../work/work.ts";
import { backoffMs } from "../schedule/backoff.ts";
import { nextPollMs } from "../schedule/poll-timing.ts";
import type { TaskLength } from "../schedule/task-length.ts";
import { hasClip } from "./has-clip.ts";
import { hostNotAllowed } from "./headers.ts";
import { expectedLength } from "./expected-length.ts";
import type { PollOutcome } from "../work/poll-outcome.ts";

/** Vendors forget a task for a moment; one that stays unknown is lost. */
const unknownInARow = 3;
const refusedInARow = 3;
/** With the backoff below, about half an hour of silence. */
const failuresInARow = 40;
const linklessInARow = 5;
const failureBackoff = { firstMs: 1000, longestMs: 60_000 };

/** How waiting for a task ended. */
export type Watched =
  | { readonly kind: "succeeded"; readonly attempt: Attempt; readonly task: Extract<Task, { status: "succeeded" }> }
  | { readonly kind: "ended"; readonly outcome: Outcome };

/** Polls until the task has ended, the deadline has passed or the run stops. Never submits, never cancels. */
export async function watch(context: Watching, work: Work, begun: Attempt): Promise<Watched> {
  const { clock } = context.state;
  const { provider } = begun;
  const taskId = taskIdOf(begun);
  const refusal = context.options.hostRefusal?.(provider);
  if (refusal !== undefined) return detached(context, work, taskId, { code: hostNotAllowed, ...refusal });
  const streak = { unknown: 0, refused: 0, failures: 0, linkless: 0 };
  let attempt = begun;
  const submittedAt = begun.submittedAt ?? begun.createdAt;
  const shot = work.asked ?? work.lead.asked;
  const length = expectedLength(context, shot, begun);
  let polls = 0;
  let askedAt = submittedAt;
  /** When it was last seen running. */
  let openAt = submittedAt;
  const seen = new Set<string>();

  for (;;) {
    let outcome: PollOutcome;
    try {
      const { serviceTier } = shot;
      const question = { provider, taskId, serviceTier, waitMs: waitMs(await length.known()), isEnough };
      ({ outcome, askedAt } = await context.polls.next(question));
    } catch (error) {
      if (context.stopping.aborted) return detached(context, work, taskId, stillRunning);
      throw error;
    }
    polls += 1;
    const end = await after(outcome);
    if (end !== undefined) {
      context.polls.left({ provider, taskId }, outcome.kind === "task");
      return end;
    }
    if (clock.now() >= submittedAt + provider.deadlineMs) {
      context.polls.left({ provider, taskId }, false);
      return detached(context, work, taskId, {
        code: "deadline",
        message: `Task ${taskId} is past its deadline of ${Math.round(provider.deadlineMs / 1000)} s and still ${attempt.state.name}`,
        hint: "Run again to check it again; it is not submitted again.",
      });
    }
  }

  function waitMs(known: TaskLength | undefined): number {
    if (streak.failures + streak.refused + streak.unknown > 0) {
      const failures = Math.max(streak.failures, streak.refused, streak.unknown);
      return Math.max(provider.pollEveryMs, backoffMs(failures, failureBackoff, context.random));
    }
    // A task from an earlier run may be done by now: it is looked at once without waiting.
    if (polls === 0 && begun.runId !== context.runId) return 0;
    const now = clock.now();
    const moment = { polls, sinceMs: now - askedAt, elapsedMs: now - submittedAt, known, random: context.random };
    // Nobody knows what address a task from an earlier run calls.
    const pollEveryMs =
      begun.runId === context.runId ? context.polls.everyMs({ provider, taskId }) : provider.pollEveryMs;
    return Math.min(
      nextPollMs({ pollEveryMs }, moment),
      Math.max(provider.pollEveryMs, submittedAt + provider.deadlineMs - now),
    );
  }

  /** What only a task's own answer may say is not taken from a list: that it failed, and what a clip is billed by. */
  function isEnough(task: Task): boolean {
    if (task.status === "queued" || task.status === "running") return true;
    if (task.status !== "succeeded" || task.readAlike === true) return false;
    const isBilled = attempt.rate === undefined || billOf(attempt.rate, task) !== undefined;
    const hasFrame = shot.returnLastFrame !== true || task.lastFrameUrl !== undefined;
    return task.videoUrl !== undefined && hasFrame && isBilled;
  }

  async function after(outcome: PollOutcome): Promise<Watched | undefined> {
    switch (outcome.kind) {
      case "task":
        streak.unknown = 0;
        streak.refused = 0;
        streak.failures = 0;
        return afterTask(outcome.task);
      case "unknown-task":
        streak.unknown += 1;
        return streak.unknown < unknownInARow ? undefined : lost();
      case "rate-limited":
        pausedPolls(outcome);
        return undefined;
      case "closed":
        streak.refused += 1;
        warnOnce(outcome.failure);
        return streak.refused < refusedInARow
          ? undefined
          : detached(context, work, taskId, refusedPoll(outcome.failure));
      case "again":
        streak.failures += 1;
        warnOnce(outcome.failure);
        return streak.failures < failuresInARow ? undefined : detached(context, work, taskId, outcome.failure);
      default:
        throw new Error(`no such outcome: ${JSON.stringify(outcome satisfies never)}`);
    }
  }

  async function afterTask(task: Task): Promise<Watched | undefined> {
    for (const message of task.warnings) warnOnce({ code: "vendor", message });
    switch (task.status) {
      case "queued":
      case "running":
        await progress(task);
        return undefined;
      case "succeeded":
        return succeeded(task);
      case "failed":
      case "expired":
      case "cancelled":
        return failed(task);
      default:
        throw new Error(`no such task: ${JSON.stringify(task satisfies never)}`);
    }
  }

  async function progress(task: Extract<Task, { status: "queued" | "running" }>): Promise<void> {
    openAt = askedAt;
    const facts = factsOf(task);
    const { wireStatus, progress: percent } = attempt.facts;
    if (wireStatus === task.wireStatus && percent === task.progress && attempt.state.name === task.status) return;
    const event = { type: "task", status: task.status } as const;
    attempt = (await context.advance({ attemptId: attempt.id, event, facts })).attempt;
    context.emit({ type: "progress", ...about(work), taskId, status: task.status, ...pick(task) });
  }

  async function succeeded(task: Extract<Task, { status: "succeeded" }>): Promise<Watched | undefined> {
    if (task.readAlike === true && !(await hasClip(context, provider, task))) return withoutLink();
    if (attempt.state.name !== "succeeded") {
      const event = { type: "task", status: "succeeded" } as const;
      attempt = await recordEnd({ attemptId: attempt.id, event, facts: factsOf(task) });
      const cost = costOf(attempt);
      context.emit({ type: "succeeded", ...about(work), taskId, ...present({ cost }) });
      warnOfGuess(attempt);
      await length.ended(openAt - submittedAt, askedAt - submittedAt);
    }
    return (task.videoUrl ?? task.download) === undefined ? withoutLink() : { kind: "succeeded", attempt, task };
  }

  /** The next work prepares its intent while this is written: the ledger keeps the order of what it gets. */
  async function recordEnd(advance: Parameters<Watching["advance"]>[0]): Promise<Attempt> {
    const recorded = context.advance(advance);
    context.taskEnded();
    return (await recorded).attempt;
  }

  /** From here on money is a guess: the person hears what is counted instead. */
  function warnOfGuess({ rate, facts, settled }: Attempt): void {
    if (rate === undefined || settled === undefined || !isUnreadable(rate, facts)) return;
    const counted = `${fromMicros(settled)} ${rate.currency}`;
    warnOnce({
      code: "vendor",
      message: `The amount billed for task ${taskId} cannot be read: the highest possible amount, ${counted}, counts against every budget`,
    });
  }

  function withoutLink(): Watched | undefined {
    streak.linkless += 1;
    if (streak.linkless < linklessInARow) return undefined;
    const error = {
      code: "no_link",
      message: `Task ${taskId} succeeded, but its answer has no link to the clip`,
      hint: "Run again later to ask for it again; it is not paid for again.",
    };
    context.emit({ type: "failed", ...about(work), taskId, error });
    return { kind: "ended", outcome: { status: "failed", taskId, error } };
  }

  async function failed(task: Extract<Task, { status: "failed" | "expired" | "cancelled" }>): Promise<Watched> {
    const failure: Failure = {
      code: `task_${task.status}`,
      message: task.failure.message,
      ...present({ vendorCode: task.failure.code }),
    };
    // A task that had succeeded stays paid; only its link is gone.
    const event = { type: "task", status: task.status, failure } as const;
    attempt = await recordEnd({ attemptId: attempt.id, event, facts: factsOf(task) });
    context.emit({ type: "failed", ...about(work), taskId, error: failure });
    const status = task.status === "cancelled" ? "cancelled" : "failed";
    return { kind: "ended", outcome: { status, taskId, error: failure } };
  }

  async function lost(): Promise<Watched> {
    await context.advance({ attemptId: attempt.id, event: { type: "task-unknown" } });
    context.emit({ type: "lost", ...about(work), taskId });
    const error = { code: "task_lost", message: `The vendor no longer knows task ${taskId}` };
    return { kind: "ended", outcome: { status: "lost", taskId, error } };
  }

  function pausedPolls({ retryAfterMs, failure }: Extract<PollOutcome, { kind: "rate-limited" }>): void {
    const pauseMs = context.laneOf(provider).pollLimited({ retryAfterMs, words: failure.message });
    const asked =
      retryAfterMs !== undefined && retryAfterMs > pauseMs ? `, not ${seconds(retryAfterMs)} as requested` : "";
    const message = `${provider.name} limits polls (${failure.message}): asking again in ${seconds(pauseMs)}${asked}`;
    warnOnce({ ...failure, message }, `limited ${failure.message}`);
  }

  function warnOnce({ code, message }: Failure, once = `${code} ${message}`): void {
    if (seen.has(once)) return;
    seen.add(once);
    context.emit({ type: "warning", ...about(work), message });
  }
}

const stillRunning: TakeError = {
  code: "still_running",
  message: "The run ended while the task was running",
  hint: "Run again to collect it.",
};

function seconds(ms: number): string {
  return `${Math.ceil(ms / 1000)} s`;
}

function refusedPoll(failure: Failure): TakeError {
  return { ...failure, code: "provider_closed", hint: "Check the key, then run again to collect the task." };
}

function detached(context: Telling, work: Work, taskId: string, error: TakeError): Watched {
  context.emit({ type: "detached", ...about(work), taskId, error });
  return { kind: "ended", outcome: { status: "detached", taskId, error } };
}

function taskIdOf({ id, state }: Attempt): string {
  if ("taskId" in state && state.taskId !== undefined) return state.taskId;
  throw new Error(`attempt ${id} is ${state.name} and has no task`);
}

function pick(task: Task): { readonly wireStatus: string; readonly progress?: number } {
  return { wireStatus: task.wireStatus, ...present({ progress: task.progress }) };
}

/** What is kept of an answer: everything but its links. */
function factsOf(task: Task): TaskFacts {
  if (task.status !== "succeeded") return pick(task);
  const { seed, durationSeconds, model, usage, unreadable } = task;
  return {
    ...pick(task),
    ...present({
      seed,
      durationSeconds,
      model,
      unreadable,
      completionTokens: usage?.completionTokens,
      totalTokens: usage?.totalTokens,
    }),
  };
}
