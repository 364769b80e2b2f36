import type { State, TakeKey } from "@shotlist/batch-runner";
import { storyboardOfDrafts } from "@shotlist/core";
import { matchesPattern } from "../arguments/matches-pattern.ts";
import { nameOf } from "./existing-states.ts";

/**
 * The takes of a ledger that one of the patterns means: by id or `storyboard/id`, where `*` matches anything. A clip and its draft
 * have one id, which means the clip where there is one; `storyboard~draft/id` means the draft.
 */
export async function takesMatching(state: State, patterns: readonly string[]): Promise<readonly TakeKey[]> {
  const parts = patterns.map((pattern) => pattern.split("*"));
  const named = await takesNamed(state, patterns);
  const names = new Set(named.map(nameOf));
  return named.filter((key) => {
    const of = storyboardOfDrafts(key.storyboard);
    const hasClip = of !== undefined && names.has(nameOf({ ...key, storyboard: of }));
    return !hasClip || parts.some((pattern) => pattern[0]?.includes(key.storyboard) === true);
  });
}

/** The same with clips and their drafts alike. */
export async function takesNamed({ ledger }: State, patterns: readonly string[]): Promise<readonly TakeKey[]> {
  const parts = patterns.map((pattern) => pattern.split("*"));
  const keys = new Map((await ledger.attempts()).flatMap(({ takes }) => takes.map((key) => [nameOf(key), key])));
  return [...keys]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .filter(([name, { take }]) =>
      parts.some((pattern) => matchesPattern(take, pattern) || matchesPattern(name, pattern)),
    )
    .map(([, key]) => key);
}
