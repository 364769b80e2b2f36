import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { formatEstimate } from "../output/money.ts";
import type { PlanFile, ReviewedTake } from "./plan-file.ts";

/** More of them say nothing new. */
const longestList = 10;

/** Refuses to run a plan if anything that it says about its takes has changed. */
export function refuseMoved(reviewed: PlanFile, now: PlanFile, file: string): void {
  const moves = movesBetween(reviewed, now);
  if (moves.length === 0) return;
  const shown = moves.slice(0, longestList).map((move) => `\n  ${move}`);
  const more = moves.length > shown.length ? `\n  and ${moves.length - shown.length} more` : "";
  throw new CommandError(`${file} is out of date, so nothing was submitted:${shown.join("")}${more}`, {
    code: "plan_moved",
    exitCode: ExitCode.wrong,
    hint: "Create the plan again with shotlist plan … --out, and review what changed",
    details: { moved: moves },
  });
}

/** What has changed since the review, take by take. */
function movesBetween(reviewed: PlanFile, now: PlanFile): readonly string[] {
  const before = new Map(reviewed.takes.map((take) => [nameOf(take), take]));
  const after = new Map(now.takes.map((take) => [nameOf(take), take]));
  const gone = [...before.keys()].filter((name) => !after.has(name)).map((name) => `${name}: it no longer exists`);
  const moved = [...after].flatMap(([name, take]) => {
    const old = before.get(name);
    const move = old === undefined ? "it is new" : moveOf(old, take);
    return move === undefined ? [] : [`${name}: ${move}`];
  });
  return [...gone, ...moved];
}

function nameOf({ storyboard, id }: ReviewedTake): string {
  return `${storyboard}/${id}`;
}

/** The first thing that differs, in the order in which people ask. */
function moveOf(before: ReviewedTake, now: ReviewedTake): string | undefined {
  const differs = (...keys: readonly (keyof ReviewedTake)[]): boolean =>
    keys.some((key) => JSON.stringify(before[key]) !== JSON.stringify(now[key]));
  if (differs("realm")) return `it was planned for ${before.realm}, but this is ${now.realm}`;
  if (differs("digest")) return "its content has changed";
  if (differs("estimate")) return `its price is now ${formatEstimate(now.estimate)}`;
  if (differs("endpoint")) return "its provider's address, key, price or caps have changed";
  if (differs("action", "retake", "fetch")) return `its action was ${before.action} and is now ${now.action}`;
  if (differs("attempt", "task")) return "another run has submitted or decided it";
  if (differs("request")) return "its request has changed";
  return differs("output") ? "its place in the output folder has changed" : undefined;
}
