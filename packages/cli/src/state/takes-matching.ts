import type { State, TakeKey } from "@shotlist/batch-runner";
import { matchesPattern } from "../arguments/matches-pattern.ts";
import { nameOf } from "./existing-states.ts";

/** The takes of a ledger that one of the patterns means: by id or `storyboard/id`, where `*` stands for anything. */
export async function takesMatching({ ledger }: State, patterns: readonly string[]): Promise<readonly TakeKey[]> {
  const parts = patterns.map((pattern) => pattern.split("*"));
  const keys = new Map((await ledger.attempts()).flatMap(({ takes }) => takes.map((key) => [nameOf(key), key])));
  return [...keys]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .filter(([name, { take }]) =>
      parts.some((pattern) => matchesPattern(take, pattern) || matchesPattern(name, pattern)),
    )
    .map(([, key]) => key);
}
