import { matchesPattern } from "../arguments/matches-pattern.ts";
import type { Standing, TakeStanding } from "./standing.ts";

interface Filter {
  readonly failed: boolean;
  /** By id, `storyboard/id` or shot. */
  readonly only: string | undefined;
}

const failedStates: ReadonlySet<string> = new Set(["failed", "expired", "cancelled", "abandoned"]);

/** The takes that are meant. What was spent stays that of all: money is not filtered. */
export function filterStandings(standings: readonly Standing[], { failed, only }: Filter): readonly Standing[] {
  if (!failed && only === undefined) return standings;
  const parts = only?.split("*");
  const isMeant = ({ storyboard, id, joined, attempt }: TakeStanding): boolean => {
    if (failed && !failedStates.has(attempt?.state ?? "")) return false;
    const names = [id, `${storyboard}/${id}`, ...(joined === undefined ? [] : [joined.take.shot])];
    return parts === undefined || names.some((name) => matchesPattern(name, parts));
  };
  return standings
    .map((standing) => ({ ...standing, takes: standing.takes.filter(isMeant) }))
    .filter(({ takes }) => takes.length > 0);
}
