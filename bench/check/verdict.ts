import type { Figures, Goal } from "./row.ts";

/** What came of one goal. */
export interface Verdict {
  readonly goal: Goal;
  readonly figure: number;
  readonly holds: boolean;
}

/** Holds the medians of a build against a goal; `before` are those of the build that it is compared with. */
export function judge(goal: Goal, now: Figures, before: Figures | undefined): Verdict {
  const own = now[goal.figure] ?? Number.NaN;
  const figure = goal.overBefore === true ? own / (before?.[goal.figure] ?? Number.NaN) : own;
  // What could not be measured does not hold.
  return { goal, figure, holds: goal.side === "at most" ? figure <= goal.bound : figure >= goal.bound };
}

/** `≤ 70 MiB`, as the documentation has it. */
export function boundOf({ side, bound, unit }: Goal): string {
  return [side === "at most" ? "≤" : "≥", bound, ...(unit === undefined ? [] : [unit])].join(" ");
}

/** A figure with its unit, in as many digits as mean something. */
export function shown(figure: number, { unit }: Pick<Goal, "unit">): string {
  return unit === undefined ? figure.toFixed(2) : `${figure.toFixed(0)} ${unit}`;
}
