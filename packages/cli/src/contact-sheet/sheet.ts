import {
  mediaTypes,
  type AttemptStateName,
  type RealmClass,
  type State,
  type Verdict,
  type Version,
} from "@shotlist/batch-runner";
import type { Money, Plan } from "@shotlist/core";
import { readClipFacts, type ClipFacts } from "../media/clip-facts.ts";
import { stateWords } from "../output/outcome-words.ts";
import { promptOf } from "../state/prompt-of.ts";
import { standingOf, type TakeStanding } from "../state/standing.ts";
import type { PageStatus } from "./page-data.ts";

/** One clip of a take. */
export interface SheetClip {
  /** Counts the versions of the take, from 1. */
  readonly number: number;
  readonly sha256: string;
  /** Absolute path. */
  readonly path: string;
  readonly mediaType: string;
  readonly facts: ClipFacts;
  readonly verdict: Verdict["verdict"] | undefined;
  /** Why it was approved, rejected or chosen. */
  readonly note: string | undefined;
}

/** One take, with its clips where there are any. */
export interface SheetTake {
  readonly storyboard: string;
  readonly id: string;
  readonly variant: { readonly [axis: string]: string };
  readonly ratio: string | undefined;
  readonly provider: string | undefined;
  readonly model: string | undefined;
  readonly status: PageStatus;
  /** The status in a few words. */
  readonly state: string;
  readonly cost: Money | undefined;
  /** Where the storyboard is available. */
  readonly prompt: string | undefined;
  /** The number of the version that counts. */
  readonly counts: number | undefined;
  readonly isChosen: boolean;
  /** Oldest first; what is gone or damaged is left out. */
  readonly clips: readonly SheetClip[];
}

/** What was rendered with one kind of money. */
export interface Sheet {
  readonly realmClass: RealmClass;
  readonly takes: readonly SheetTake[];
  readonly spent: readonly Money[];
}

/** What is read of a clip; a server reads each clip once. */
export type FactsOf = (sha256: string, path: string) => Promise<ClipFacts>;

/** Gathers the takes of the plans, or all takes of the ledger where there is no plan, with their clips. */
export async function sheetOf(
  state: State,
  plans: readonly Plan[],
  factsOf: FactsOf = (_sha256, path) => readClipFacts(path),
): Promise<Sheet> {
  const { takes: standings, spent, realmClass } = await standingOf(state, plans);
  const takes: SheetTake[] = [];
  for (const standing of standings) takes.push(await toSheetTake(state, standing, factsOf));
  return { realmClass, takes, spent };
}

async function toSheetTake(state: State, standing: TakeStanding, factsOf: FactsOf): Promise<SheetTake> {
  const { storyboard, id, attempt, joined, clip } = standing;
  const { clips, isDamaged } = await clipsOf(state, { storyboard, take: id }, factsOf);
  const take = joined?.take;
  const status = statusOf(standing);
  return {
    storyboard,
    id,
    variant: take === undefined ? variantIn(id) : textsOf(take.variant),
    ratio: take?.asked.ratio,
    provider: attempt?.provider ?? take?.provider,
    model: attempt?.model ?? take?.model,
    status,
    state: `${stateOf(standing, status)}${isDamaged ? "; a clip is damaged: run shotlist verify" : ""}`,
    cost: attempt?.cost,
    prompt: take === undefined ? undefined : promptOf(take),
    counts: clip?.version,
    isChosen: clip?.isChosen ?? false,
    clips,
  };
}

interface Clips {
  readonly clips: readonly SheetClip[];
  readonly isDamaged: boolean;
}

async function clipsOf(
  { ledger, store }: State,
  key: { readonly storyboard: string; readonly take: string },
  factsOf: FactsOf,
): Promise<Clips> {
  const versions: readonly Version[] = await ledger.versions(key);
  const [first] = versions;
  const review = first === undefined ? undefined : await ledger.reviewOf(first);
  const clips: SheetClip[] = [];
  let isDamaged = false;
  for (const { number, sha256 } of versions) {
    const found = await store.glance(sha256);
    isDamaged ||= found === "changed";
    // What is gone from the store cannot be played, and what is damaged is not what was paid for.
    if (found !== "good") continue;
    const path = store.pathOf(sha256, "video");
    const mediaType = mediaTypes[store.containerOf(sha256)];
    const said = review?.verdicts.find(({ clip }) => clip === sha256);
    const note = said?.note ?? (review?.use?.clip === sha256 ? review.use.note : undefined);
    const facts = await factsOf(sha256, path);
    clips.push({ number, sha256, path, mediaType, facts, verdict: said?.verdict, note });
  }
  return { clips, isDamaged };
}

function textsOf(variant: { readonly [axis: string]: string | number | boolean }): SheetTake["variant"] {
  return Object.fromEntries(Object.entries(variant).map(([axis, value]) => [axis, String(value)]));
}

/** The variant as it is written in an id, such as `reveal[lang=en,ratio=9:16]#2`. */
function variantIn(id: string): SheetTake["variant"] {
  const [, written = ""] = /\[(.*)\]/.exec(id) ?? [];
  const pairs = written.split(",").flatMap((part) => {
    const at = part.indexOf("=");
    return at < 1 ? [] : [[part.slice(0, at).trim(), part.slice(at + 1)] as const];
  });
  return Object.fromEntries(pairs);
}

/** What the page calls each state; a record, so that the compiler proves it complete. */
const statuses: { readonly [state in AttemptStateName]: PageStatus } = {
  planned: "not rendered",
  submitting: "in progress",
  submitted: "in progress",
  adopted: "in progress",
  queued: "in progress",
  running: "in progress",
  succeeded: "in progress",
  downloaded: "rendered",
  failed: "failed",
  expired: "failed",
  cancelled: "failed",
  abandoned: "failed",
  uncertain: "undecided",
  lost: "undecided",
  resubmitted: "not rendered",
};

function statusOf({ attempt, joined }: TakeStanding): PageStatus {
  if (joined?.action === "stale") return "changed";
  return attempt === undefined ? "not rendered" : statuses[attempt.state];
}

function stateOf({ attempt }: TakeStanding, status: PageStatus): string {
  if (status === "changed") return "changed since it was rendered";
  if (attempt === undefined) return "not rendered yet";
  const { state, failure } = attempt;
  const why = failure === undefined ? "" : `: ${failure.message}`;
  return `${stateWords[state]}${why}`;
}
