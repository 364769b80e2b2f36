import { matchesClip } from "../faults/matches-clip.ts";
import type { ClipMatch, ClipOccasion } from "../faults/matches-clip.ts";
import type { Progress } from "../tasks/task-plan.ts";

/** How the tasks progress that a rule is about; all of them when `match` is absent. */
export type ProgressRule = Progress & { readonly match?: ClipMatch };

/** A client may choose with this header for the one task that it submits. */
export const progressHeader = "x-mock-progress";

/** Chooses for a task that is asked for: the request's header, else the first rule that matches, else virtual time. */
export function createProgressChoice(
  progress: Progress | readonly ProgressRule[] = [],
): (occasion: ClipOccasion) => Progress {
  const rules: readonly ProgressRule[] = "mode" in progress ? [progress] : progress;
  return (occasion) =>
    readProgress(occasion.header(progressHeader) ?? "") ??
    rules.find(({ match = {} }) => matchesClip(match, occasion)) ?? { mode: "time" };
}

/** Reads `immediate`, `manual`, `time` or `polls=3`; undefined for anything else. */
export function readProgress(text: string): Progress | undefined {
  if (text === "immediate" || text === "manual" || text === "time") return { mode: text };
  const polls = /^polls=(\d{1,6})$/.exec(text)?.[1];
  return polls === undefined ? undefined : { mode: "polls", polls: Number(polls) };
}
