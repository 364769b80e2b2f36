import type { PlannedTake } from "@shotlist/core";
import { usageError } from "../errors.ts";
import { matchesPattern } from "./matches-pattern.ts";

/** Which takes `--only PATTERN` means: by id, `storyboard/id` or shot, where `*` stands for anything. */
export function matcherOf(pattern: string): (take: PlannedTake) => boolean {
  const parts = pattern.split("*");
  return ({ storyboard, id, shot }) => [shot, id, `${storyboard}/${id}`].some((name) => matchesPattern(name, parts));
}

/** Refuses a pattern that means no take. */
export function requireMatch(pattern: string, takes: readonly PlannedTake[]): void {
  if (takes.some(matcherOf(pattern))) return;
  const known = takes.slice(0, 5).map(({ id }) => id);
  const more = takes.length > known.length ? ", …" : "";
  throw usageError(
    `No take matches --only ${JSON.stringify(pattern)}`,
    `Takes: ${known.join(", ")}${more}; * stands for anything`,
  );
}
