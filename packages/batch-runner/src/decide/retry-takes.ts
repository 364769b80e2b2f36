import type { Money } from "@shotlist/core";
import { assertOptions, factsOf, type FormatId } from "@shotlist/schema";
import { DecisionError } from "../failures/decision-error.ts";
import type { Attempt, TakeKey } from "../lifecycle/attempt.ts";
import { fromMicros } from "../money/micros.ts";
import {
  hasFailed,
  statesWhere,
  traits,
  type AttemptStateName,
  type Failure,
  type Traits,
} from "../lifecycle/state.ts";
import type { State } from "../state/state.ts";
import { attemptsOf, findTake } from "./find-take.ts";
import { withLock } from "../state/with-lock.ts";

/**
 * What to submit again: everything that failed (of some storyboards, or of all) except what a vendor refused for its content, or
 * takes by name.
 */
export type RetrySelection =
  | { readonly failed: true; readonly storyboards?: readonly string[] }
  /** Written `take` or `storyboard/take`. A take that has a clip gets another version. */
  | { readonly take: string }
  | { readonly takes: readonly TakeKey[] };

/** An attempt that can be retired, so that the next run submits its request again. */
export interface Retriable {
  readonly attemptId: string;
  /** Every take that shares its clip: all of them get the new one. */
  readonly takes: readonly TakeKey[];
  readonly state: AttemptStateName;
  /** Whether the vendor refused it for its content: a retry costs time, and may cost the account. */
  readonly isRefusedForContent: boolean;
  /** Cost of the attempt, or what it would have been; absent without a price. */
  readonly price?: Money;
}

/** The takes of a selection, oldest first. Reads only. Throws `DecisionError` for a take that cannot be retried. */
export async function retriableOf(state: State, selection: RetrySelection): Promise<readonly Retriable[]> {
  assertSelection("retriableOf", selection);
  return (await attemptsFor(state, selection)).map(toRetriable);
}

/**
 * Lets the next run submit takes again, at their price. Sends nothing and changes no version: if a retake fails, the
 * earlier clip stays. Throws `DecisionError` and `LedgerHeldError`.
 */
export async function retryTakes(state: State, selection: RetrySelection): Promise<readonly TakeKey[]> {
  assertSelection("retryTakes", selection);
  return withLock(state, async (fence) => {
    const attempts = await attemptsFor(state, selection);
    for (const { id } of attempts) {
      await state.ledger.advance(fence, { attemptId: id, event: { type: "resubmit" }, at: state.clock.now() });
    }
    return attempts.flatMap(({ takes }) => takes);
  });
}

interface AnySelection {
  readonly failed?: true;
  readonly storyboards?: readonly string[];
  readonly take?: string;
  readonly takes?: readonly TakeKey[];
}

/** In plain JavaScript, two selections in one would retry, and pay for, more than one of them says. */
function assertSelection(caller: string, selection: AnySelection): void {
  assertOptions<AnySelection>(caller, selection, { failed: "flag", storyboards: "list", take: "text", takes: "list" });
  const { failed, storyboards, take, takes } = selection;
  const given = [failed, take, takes].filter((one) => one !== undefined);
  if (given.length !== 1) throw new TypeError(`${caller}: give exactly one of failed, take, takes`);
  if (failed !== undefined && !failed) throw new TypeError(`${caller}: failed must be true, or absent`);
  if (storyboards !== undefined && failed === undefined) {
    throw new TypeError(`${caller}: storyboards can only be given with failed`);
  }
}

async function attemptsFor(state: State, selection: RetrySelection): Promise<readonly Attempt[]> {
  const { failed, storyboards, take = "", takes }: AnySelection = selection;
  if (failed === true) {
    return (await failedAttempts(state, storyboards)).filter((attempt) => !isRefusedForContent(attempt));
  }
  const keys = takes ?? [await findTake(state.ledger, take)];
  const attempts = new Map<string, Attempt>();
  for (const key of keys) {
    const attempt = await attemptOf(state, key);
    attempts.set(attempt.id, attempt);
  }
  return [...attempts.values()];
}

/** Takes that failed because of their content; only retried when named. */
export async function refusedForContent(state: State, storyboards?: readonly string[]): Promise<readonly TakeKey[]> {
  return (await failedAttempts(state, storyboards)).filter(isRefusedForContent).flatMap(({ takes }) => takes);
}

async function failedAttempts(
  { ledger }: State,
  storyboards: readonly string[] | undefined,
): Promise<readonly Attempt[]> {
  const failed = await ledger.attempts({ states: statesWhere(hasFailed) });
  if (storyboards === undefined) return failed;
  return failed.filter(({ takes }) => takes.some(({ storyboard }) => storyboards.includes(storyboard)));
}

async function attemptOf({ ledger }: State, key: TakeKey): Promise<Attempt> {
  const record = await ledger.take(key);
  const attempts = await attemptsOf(ledger, key);
  const attempt = attempts.findLast(({ digest }) => digest === record?.digest) ?? attempts.at(-1);
  if (attempt !== undefined && mayBeRetried(traits[attempt.state.name])) return attempt;
  const name = attempt?.state.name ?? "planned";
  const stands = attempt === undefined ? "not submitted" : name;
  const message = `${key.storyboard}/${key.take} is ${stands}: it cannot be retried`;
  const wayOut = traits[name].needsPerson
    ? ({ hint: "Decide what should happen to it.", way: "decide" } as const)
    : ({ hint: "The next run continues it.", way: "render" } as const);
  throw new DecisionError("nothing_to_decide", message, wayOut);
}

function mayBeRetried(own: Traits): boolean {
  return hasFailed(own) || own.at === "store";
}

function toRetriable(attempt: Attempt): Retriable {
  const { id, takes, state, reserved, settled = 0, currency } = attempt;
  const micros = Math.max(reserved, settled);
  return {
    attemptId: id,
    takes,
    state: state.name,
    isRefusedForContent: isRefusedForContent(attempt),
    ...(currency === undefined || micros === 0 ? {} : { price: { amount: fromMicros(micros), currency } }),
  };
}

function isRefusedForContent({ state, provider }: Attempt): boolean {
  return "failure" in state && isContentCode(state.failure, provider.format);
}

/** A code that the format's documents have for content alone: one that means other things too says nothing. */
function isContentCode({ vendorCode }: Failure, format: FormatId): boolean {
  if (vendorCode === undefined) return false;
  const meant = factsOf(format).errors.filter(({ code }) => String(code) === vendorCode);
  return meant.length > 0 && meant.every(({ occasion }) => occasion === "content_policy");
}
