import { DecisionError } from "../failures/errors.ts";
import type { Attempt, TakeKey } from "../lifecycle/attempt.ts";
import { hasFailed, statesWhere, traits, type Traits } from "../lifecycle/state.ts";
import type { State } from "../state/state.ts";
import { attemptsOf, findTake } from "./find-take.ts";
import { withLock } from "../state/with-lock.ts";

/** What to submit again: everything that failed (of some storyboards, or of all), or one take. */
export type RetrySelection =
  | { readonly failed: true; readonly storyboards?: readonly string[] }
  /** Written `take` or `storyboard/take`. A take that has a clip gets another version. */
  | { readonly take: string };

/**
 * Lets the next run submit takes again, at their price. Nothing is sent here, and no version is touched: a retake that
 * fails leaves the clip that was there. Throws `DecisionError` and `LedgerHeldError`.
 */
export function retryTakes(state: State, selection: RetrySelection): Promise<readonly TakeKey[]> {
  return withLock(state, async (fence) => {
    const attempts =
      "take" in selection
        ? await oneAttempt(state, selection.take)
        : await failedAttempts(state, selection.storyboards);
    for (const { id } of attempts) {
      await state.ledger.advance(fence, { attemptId: id, event: { type: "resubmit" }, at: state.clock.now() });
    }
    return attempts.flatMap(({ takes }) => takes);
  });
}

async function failedAttempts(
  { ledger }: State,
  storyboards: readonly string[] | undefined,
): Promise<readonly Attempt[]> {
  const failed = await ledger.attempts({ states: statesWhere(hasFailed) });
  if (storyboards === undefined) return failed;
  return failed.filter(({ takes }) => takes.some(({ storyboard }) => storyboards.includes(storyboard)));
}

async function oneAttempt({ ledger }: State, written: string): Promise<readonly Attempt[]> {
  const key = await findTake(ledger, written);
  const record = await ledger.take(key);
  const attempts = await attemptsOf(ledger, key);
  const attempt = attempts.findLast(({ digest }) => digest === record?.digest) ?? attempts.at(-1);
  if (attempt !== undefined && mayBeRetried(traits[attempt.state.name])) return [attempt];
  const name = attempt?.state.name ?? "planned";
  const stands = attempt === undefined ? "not submitted" : name;
  const message = `${key.storyboard}/${key.take} is ${stands}: it cannot be retried`;
  const wayOut = traits[name].needsPerson
    ? ({ hint: "Decide what should happen to it.", way: "decide" } as const)
    : ({ hint: "A run goes on with it.", way: "render" } as const);
  throw new DecisionError("nothing_to_decide", message, wayOut);
}

function mayBeRetried(own: Traits): boolean {
  return hasFailed(own) || own.at === "store";
}
