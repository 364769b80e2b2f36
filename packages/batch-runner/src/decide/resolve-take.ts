import type { Money } from "@shotlist/core";
import { assertOptions, present } from "@shotlist/schema";
import { DecisionError } from "../failures/decision-error.ts";
import type { Attempt, TakeKey } from "../lifecycle/attempt.ts";
import type { AttemptEvent } from "../lifecycle/event.ts";
import { nextStep } from "../lifecycle/next-step.ts";
import { isOpen, statesWhere, taskOf, traits, type AttemptState } from "../lifecycle/state.ts";
import type { State } from "../state/state.ts";
import { fromMicros } from "../money/micros.ts";
import { attemptsOf, findTake } from "./find-take.ts";
import { withLock } from "../state/with-lock.ts";

/** A decision about an uncertain submit or a lost task. */
export type Decision =
  /** The vendor's list or bill shows the task: wait for it. */
  | { readonly adopt: string }
  /** The adopted task belongs to another take: back to uncertain. */
  | { readonly release: string }
  /** Submit again, though the first may be billed. */
  | "resubmit"
  /** Give up the clip. */
  | "abandon";

/** An attempt that needs a decision. */
export interface Undecided {
  readonly attemptId: string;
  readonly takes: readonly TakeKey[];
  readonly state: "uncertain" | "lost";
  readonly realm: string;
  readonly provider: string;
  readonly model: string;
  /** Why it is uncertain. */
  readonly reason: string;
  readonly taskId?: string;
  /** How the vendor's task can be recognised. */
  readonly seed?: number;
  readonly clientId?: string;
  /** When the request was sent, in milliseconds since 1970. */
  readonly intentAt?: number;
  /** Reserved or spent money; absent without a price. */
  readonly price?: Money;
}

/** Every attempt that needs a decision, oldest first. */
export async function listUncertain({ ledger }: State): Promise<readonly Undecided[]> {
  const attempts = await ledger.attempts({ states: statesWhere(({ needsPerson }) => needsPerson) });
  const held = (await ledger.holder()) !== undefined;
  return attempts.filter(({ state }) => !held || !isBeingSent(state)).map(toUndecided);
}

function toUndecided(attempt: Attempt): Undecided {
  const { state, intent, intentAt } = attempt;
  return {
    attemptId: attempt.id,
    takes: attempt.takes,
    state: traits[state.name].at === "gone" ? "lost" : "uncertain",
    realm: attempt.realm,
    provider: attempt.provider.name,
    model: attempt.model,
    reason: nextStep(state).reason,
    ...taskOf(state),
    ...present({ seed: intent?.seed, clientId: intent?.clientId, intentAt }),
    ...(attempt.currency === undefined
      ? {}
      : { price: { amount: fromMicros(attempt.settled ?? attempt.reserved), currency: attempt.currency } }),
  };
}

function isBeingSent({ name }: AttemptState): boolean {
  return traits[name].at === "sending";
}

/**
 * Carries out a decision about a take, written `take` or `storyboard/take`. Throws `DecisionError` if no decision is
 * needed, and `LedgerHeldError` during a run.
 */
export async function resolveTake(state: State, take: string, decision: Decision): Promise<Attempt> {
  assertDecision(decision);
  return withLock(state, async (fence) => {
    const key = await findTake(state.ledger, take);
    const attempt =
      typeof decision === "object" && "release" in decision
        ? await holderOfTask(state, key, decision.release)
        : await undecidedOf(state, fence, key);
    const event = eventOf(decision);
    if (event.type === "adopt") await assertFree(state, attempt, event.taskId);
    const { attempt: decided } = await state.ledger.advance(fence, {
      attemptId: attempt.id,
      event,
      at: state.clock.now(),
    });
    return decided;
  });
}

/** In plain JavaScript, a misspelt decision must not become another one. */
function assertDecision(decision: Decision | { readonly adopt?: string; readonly release?: string }): void {
  if (decision === "resubmit" || decision === "abandon") return;
  if (typeof decision === "string") throw new TypeError("resolveTake: the decision must be resubmit or abandon");
  const said = { ...decision };
  assertOptions("resolveTake", said, { adopt: "text", release: "text" });
  if (Object.values(said).filter((one) => one !== undefined).length !== 1) {
    throw new TypeError("resolveTake: give exactly one of adopt, release");
  }
}

async function undecidedOf({ ledger, clock }: State, fence: number, key: TakeKey): Promise<Attempt> {
  const attempts = await attemptsOf(ledger, key);
  const found = attempts.findLast(({ state }) => traits[state.name].needsPerson);
  if (found === undefined) {
    const stands = attempts.at(-1)?.state.name ?? "not submitted";
    throw new DecisionError("nothing_to_decide", `${key.storyboard}/${key.take} is ${stands}: no decision is needed`, {
      hint: "List the takes that need a decision.",
      way: "list-undecided",
    });
  }
  // Whoever was submitting it is gone, unless many write the ledger.
  const { claimed, attempt } = await ledger.claim(fence, found.id, clock.now());
  if (claimed || !isBeingSent(attempt.state)) return attempt;
  throw new DecisionError("nothing_to_decide", `${key.storyboard}/${key.take} is being submitted by another run`, {
    hint: "Wait until that run has an answer, or has ended.",
  });
}

/** The attempt of a take that has the task; history and what was given up stay as they are. */
async function holderOfTask({ ledger }: State, key: TakeKey, taskId: string): Promise<Attempt> {
  const attempts = await attemptsOf(ledger, key);
  const found = attempts.findLast(
    ({ state }) => traits[state.name].at !== "unknown" && state.name !== "abandoned" && taskOf(state).taskId === taskId,
  );
  if (found !== undefined) return found;
  const tasks = attempts.flatMap(({ state }) => taskOf(state).taskId ?? []);
  throw new DecisionError("nothing_to_decide", `${key.storyboard}/${key.take} does not have task ${taskId}`, {
    hint: tasks.length === 0 ? "It has no task." : `It has ${tasks.join(", ")}.`,
  });
}

/** One task cannot be the clip of two attempts. */
async function assertFree({ ledger }: State, attempt: Attempt, taskId: string): Promise<void> {
  const owner = await ledger.attemptOfTask(attempt.realm, taskId);
  if (owner === undefined || owner.id === attempt.id) return;
  const name = owner.takes.map(({ storyboard, take }) => `${storyboard}/${take}`).join(", ");
  throw new DecisionError("task_known", `Task ${taskId} already belongs to ${name}`, {
    hint: "Check the vendor's own list of tasks.",
  });
}

function eventOf(decision: Decision): Extract<AttemptEvent, { type: "adopt" | "release" | "resubmit" | "abandon" }> {
  if (decision === "resubmit") return { type: "resubmit" };
  if (decision === "abandon")
    return { type: "abandon", failure: { code: "abandoned", message: "given up by a person" } };
  if ("release" in decision) return { type: "release", taskId: decision.release };
  return { type: "adopt", taskId: decision.adopt };
}

/**
 * Abandons every open attempt because its vendor no longer exists: an embedded mock takes its tasks with it. Their
 * takes are rendered again. Refuses a live state, where money would be forgotten.
 */
export async function abandonLiveAttempts(state: State): Promise<number> {
  if (state.realmClass === "live") throw new Error("attempts that cost real money are never forgotten");
  const openAttempts = (): Promise<readonly Attempt[]> =>
    state.ledger.attempts({ states: statesWhere((own) => own.needsPerson || isOpen(own)) });
  // Mostly there is none, and then nobody has to be waited for.
  if ((await openAttempts()).length === 0) return 0;
  return withLock(state, async (fence) => {
    const open = await openAttempts();
    for (const { id, state: stands } of open) {
      const at = state.clock.now();
      if (isBeingSent(stands)) await state.ledger.claim(fence, id, at);
      await state.ledger.advance(fence, { attemptId: id, event: { type: "resubmit" }, at });
    }
    return open.length;
  });
}
