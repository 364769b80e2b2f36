import { selectTakes, type JoinedTake } from "@shotlist/batch-runner";
import type { PlannedTake } from "@shotlist/core";
import { usageError } from "../world/errors.ts";
import { matchesPattern } from "../arguments/matches-pattern.ts";

/** Which takes `--only PATTERN` means: by id, `storyboard/id` or shot, where `*` matches anything. */
export function matcherOf(pattern: string): (take: PlannedTake) => boolean {
  const parts = pattern.split("*");
  return ({ storyboard, id, shot }) => [shot, id, `${storyboard}/${id}`].some((name) => matchesPattern(name, parts));
}

/** Refuses a pattern that means no take. */
function requireMatch(pattern: string, takes: readonly PlannedTake[]): void {
  if (takes.some(matcherOf(pattern))) return;
  const known = takes.slice(0, 5).map(({ id }) => id);
  const more = takes.length > known.length ? ", …" : "";
  throw usageError(
    `No takes match --only ${JSON.stringify(pattern)}`,
    `Takes: ${known.join(", ")}${more}; * matches anything`,
  );
}

/** The takes that `--only` means, and those that they need: what a render with it is about. Refuses a pattern that means none. */
export function onlyOf(joined: readonly JoinedTake[], pattern: string | undefined): readonly JoinedTake[] {
  if (pattern === undefined) return joined;
  requireMatch(
    pattern,
    joined.map(({ take }) => take),
  );
  return selectTakes(joined, matcherOf(pattern));
}
