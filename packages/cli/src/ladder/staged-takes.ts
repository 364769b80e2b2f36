import {
  draftStandings,
  formatSupportOf,
  isToSubmit,
  permittedAmong,
  type Approval,
  type DraftSource,
  type DraftStanding,
  type JoinedTake,
  type RealmClass,
} from "@shotlist/batch-runner";
import { askedAs, type Plan } from "@shotlist/core";
import { CommandError } from "../world/errors.ts";
import { ExitCode } from "../world/exit-code.ts";
import { withStateToRead } from "../state/existing-states.ts";
import { hasLedger } from "../state/open-state-at.ts";
import { lockFilesIn } from "../state/lock-files.ts";
import { splitByRealmClass } from "../state/realm-class.ts";
import type { StatePlace } from "../state/state-folder.ts";
import type { StagedPlans } from "./compile-stage.ts";

/** A take whose clip is not bought, and why. */
export interface LeftTake {
  readonly storyboard: string;
  readonly id: string;
  /** `approved` where only a take that it needs is not bought. */
  readonly approval: Approval;
}

/** What a stage is about, of the takes that were asked for. */
export interface StagedTakes {
  /** With the requests that are sent. */
  readonly joined: readonly JoinedTake[];
  readonly left: readonly LeftTake[];
  /** Of the takes to be bought, those with a draft that their clip is or was to be made from. */
  readonly sources: ReadonlyMap<JoinedTake, DraftSource>;
}

/** With `--final`, only what is approved, and what is paid for already; else everything that was asked for. */
export async function stagedTakes(
  asked: readonly JoinedTake[],
  { stage, finals, drafts }: StagedPlans,
  place: StatePlace,
): Promise<StagedTakes> {
  if (stage !== "final") return { joined: asked, left: [], sources: new Map() };
  const standings = await standingsOf(finals, drafts, place);
  const standingOf = ({ take }: JoinedTake): DraftStanding =>
    standings.get(`${take.storyboard}/${take.id}`) ?? { approval: "without-draft" };
  const permitted = new Set(permittedAmong(asked, { standings }));
  const sources = new Map<JoinedTake, DraftSource>();
  const joined = asked.flatMap((entry) => {
    if (!permitted.has(entry)) return [];
    const { source } = standingOf(entry);
    if (source === undefined || !isToSubmit(entry.own)) return [entry];
    const made = source.isLapsed ? entry : { ...entry, take: askedAs(entry.take, source.asked) };
    sources.set(made, source);
    return [made];
  });
  const left = asked
    .filter((entry) => !permitted.has(entry))
    .map((entry) => ({
      storyboard: entry.take.storyboard,
      id: entry.take.id,
      approval: standingOf(entry).approval,
    }));
  return { joined, left, sources };
}

async function standingsOf(
  finals: readonly Plan[],
  drafts: readonly Plan[],
  place: StatePlace,
): Promise<ReadonlyMap<string, DraftStanding>> {
  const standings = new Map<string, DraftStanding>();
  const draftsOf = splitByRealmClass(drafts);
  for (const [realmClass, group] of splitByRealmClass(finals)) {
    const found = await standingsIn(group, draftsOf.get(realmClass) ?? [], { ...place, realmClass });
    for (const [name, standing] of found) standings.set(name, standing);
  }
  return standings;
}

async function standingsIn(
  finals: readonly Plan[],
  drafts: readonly Plan[],
  { stateFolder, cwd, realmClass }: StatePlace & { readonly realmClass: RealmClass },
): Promise<ReadonlyMap<string, DraftStanding>> {
  const known = {
    lockFiles: lockFilesIn(cwd),
    formatOf: ({ format }: { readonly format: string }) => formatSupportOf(format),
    now: Date.now(),
  };
  if (!(await hasLedger(stateFolder, realmClass)))
    return draftStandings(finals, drafts, { ...known, state: undefined });
  return withStateToRead(stateFolder, realmClass, (state) => draftStandings(finals, drafts, { ...known, state }));
}

/** More names than this say nothing new. */
const longestList = 10;

/** Refuses a run for finals of which none is approved: it would do nothing, and looks as if all were done. */
export function refuseUnapproved({ joined, left }: Pick<StagedTakes, "joined" | "left">): void {
  if (joined.length > 0 || left.length === 0) return;
  const names = left.slice(0, longestList).map(({ storyboard, id }) => `${storyboard}/${id}`);
  const more = left.length > names.length ? `, and ${left.length - names.length} more` : "";
  throw new CommandError(`No draft is approved, so no final was rendered: ${names.join(", ")}${more}`, {
    code: "not_approved",
    exitCode: ExitCode.undecided,
    hint: "Review the drafts, then run shotlist approve TAKE. Without --final, clips are rendered whatever their drafts are",
    details: { left },
  });
}
