import { storyboardOfDrafts } from "@shotlist/core";
import { DecisionError } from "../failures/decision-error.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Attempt, TakeKey } from "../lifecycle/attempt.ts";

/** Finds the take that a person wrote as `name/take`, or as `take` where only one storyboard has it. */
export async function findTake(ledger: Ledger, written: string): Promise<TakeKey> {
  const keys = new Map<string, TakeKey>();
  for (const attempt of await ledger.attempts()) {
    for (const key of attempt.takes) keys.set(`${key.storyboard}/${key.take}`, key);
  }
  const exact = keys.get(written);
  if (exact !== undefined) return exact;
  const named = [...keys.values()].filter(({ take }) => take === written);
  // A clip and its draft have one id: the clip is meant where there is one.
  const matches = named.filter((key) => !isDraftOf(named, key));
  if (matches.length > 1) {
    throw new DecisionError("take_ambiguous", `Several storyboards have a take ${written}`, {
      hint: `Use one of: ${matches.map(({ storyboard, take }) => `${storyboard}/${take}`).join(", ")}`,
    });
  }
  const [match] = matches;
  if (match === undefined) {
    throw new DecisionError("take_unknown", `The ledger has no take ${written}`, {
      hint: "The ledger has only takes that were submitted.",
      way: "see-status",
    });
  }
  return match;
}

function isDraftOf(keys: readonly TakeKey[], { storyboard, take }: TakeKey): boolean {
  const of = storyboardOfDrafts(storyboard);
  return of !== undefined && keys.some((key) => key.storyboard === of && key.take === take);
}

/** The attempts that count for a take, newest last. */
export async function attemptsOf(ledger: Ledger, key: TakeKey): Promise<readonly Attempt[]> {
  const attempts = await ledger.attempts(key);
  return attempts.filter(({ state }) => state.name !== "resubmitted");
}
