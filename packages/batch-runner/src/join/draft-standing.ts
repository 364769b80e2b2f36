import { draftNameOf, type Plan, type PlannedTake, type ResolvedShot } from "@shotlist/core";
import { assertOptions, present } from "@shotlist/schema";
import type { FormatSupport } from "../formats/format-support.ts";
import { locksOf } from "../lock/locks.ts";
import type { LockFiles } from "../ports/lock-files.ts";
import type { State } from "../state/state.ts";
import { countingDraft, type DraftClip } from "./counting-draft.ts";

/** What keeps a final from being bought, or that nothing does. */
export type Approval =
  | "approved"
  | "rejected"
  | "not-approved"
  /** The shot has changed since its draft was made, or since it was approved. */
  | "changed"
  /** Its draft is not rendered yet. */
  | "no-draft"
  /** Only the clip itself is planned: it has no separate draft. */
  | "without-draft";

/** The state of the draft of a take. */
export interface DraftStanding {
  readonly approval: Approval;
  /** Set where the final is made from the draft. */
  readonly source?: DraftSource;
}

export interface DraftSource {
  readonly taskId: string;
  /** When the vendor no longer makes a final from it; milliseconds since 1970, absent where no time is documented. */
  readonly lapsesAt?: number;
  readonly isLapsed: boolean;
  /** What is asked for then. */
  readonly asked: ResolvedShot;
}

/** What decides whether a final can still be made from its draft. */
interface DraftTerms {
  readonly formatOf: (provider: Pick<PlannedTake, "format">) => FormatSupport;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface DraftOptions extends DraftTerms {
  readonly state: State | undefined;
  readonly lockFiles?: LockFiles | undefined;
}

/**
 * The state of the drafts of takes, by `storyboard/take` of the takes. A draft is looked at as the shot is now: of an earlier one
 * nothing is permitted. Reads only. Throws `LockFileError`.
 */
export async function draftStandings(
  finals: readonly Plan[],
  drafts: readonly Plan[],
  options: DraftOptions,
): Promise<ReadonlyMap<string, DraftStanding>> {
  assertOptions("draftStandings", options, {
    state: "object",
    lockFiles: "object",
    formatOf: "function",
    now: "number",
  });
  const standings = new Map<string, DraftStanding>();
  const locks = new Map((await locksOf(drafts, options.lockFiles)).map(({ plan, lock }) => [plan, lock]));
  for (const plan of finals) {
    const own = drafts.find(({ storyboard }) => storyboard === draftNameOf(plan.storyboard));
    const byId = new Map(own?.takes.map((take) => [take.id, take]));
    const lock = own === undefined ? undefined : locks.get(own);
    for (const take of plan.takes) {
      const draft = byId.get(draftIdOf(take));
      const clip = draft && (await countingDraft(draft, { state: options.state, lock }));
      standings.set(`${take.storyboard}/${take.id}`, standingOf(take, { draft, clip }, options));
    }
  }
  return standings;
}

/** The take whose draft is looked at before this one is bought. */
function draftIdOf({ id, asked: { draftOf } }: PlannedTake): string {
  return draftOf !== undefined && "take" in draftOf ? draftOf.take : id;
}

/** The takes that a draft is the draft of. */
export function finalsOfDraft(draft: string, { takes }: Plan): readonly PlannedTake[] {
  return takes.filter((take) => draftIdOf(take) === draft);
}

interface Looked {
  readonly draft: PlannedTake | undefined;
  /** The clip of the draft that counts. */
  readonly clip: DraftClip | undefined;
}

function standingOf(take: PlannedTake, { draft, clip }: Looked, terms: DraftTerms): DraftStanding {
  if (draft === undefined) return { approval: "without-draft" };
  if (clip === undefined) return { approval: "no-draft" };
  const source = sourceOf(take, { draft, clip }, terms);
  return { approval: approvalOf(take, draft, clip), ...present({ source }) };
}

function approvalOf({ digest }: PlannedTake, draft: PlannedTake, clip: DraftClip): Approval {
  if (clip.digest !== draft.digest) return "changed";
  const { verdict } = clip;
  if (verdict === undefined) return "not-approved";
  if (verdict.verdict === "rejected") return "rejected";
  return verdict.permits?.includes(digest) === true ? "approved" : "changed";
}

/** A shot that names its draft itself says all of it; and a clip of another account or of an earlier shot is not a draft of this one. */
function sourceOf(
  take: PlannedTake,
  { draft, clip }: { readonly draft: PlannedTake; readonly clip: DraftClip },
  { formatOf, now }: DraftTerms,
): DraftSource | undefined {
  const { asked: shot, provider, format } = take;
  if (shot.draftOf !== undefined || draft.asked.draft !== true || shot.draft === true) return undefined;
  // A mock takes its tasks with it: it has no draft that another command was given.
  if (take.realm === "mock") return undefined;
  if (clip.digest !== draft.digest || clip.provider !== provider || clip.taskId === undefined) return undefined;
  const support = formatOf({ format });
  const asked = support.finalOfDraft?.(shot, clip.taskId);
  if (asked === undefined) return undefined;
  const lifeMs = support.draftLifeMs?.(shot.model);
  const lapsesAt = lifeMs === undefined ? undefined : clip.madeAt + lifeMs;
  return {
    taskId: clip.taskId,
    asked,
    isLapsed: lapsesAt !== undefined && lapsesAt <= now,
    ...present({ lapsesAt }),
  };
}
