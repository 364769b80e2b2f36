import { mediaTypes, type RealmClass, type State } from "@shotlist/batch-runner";
import { stateWords } from "../output/outcome-words.ts";
import type { Money, Plan } from "@shotlist/core";
import { readClipFacts, type ClipFacts } from "../media/clip-facts.ts";
import { promptOf } from "../state/prompt-of.ts";
import { standingOf, type TakeStanding } from "../state/standing.ts";

/** One clip of a take. */
export interface SheetClip {
  /** Counts the versions of the take, from 1. */
  readonly number: number;
  /** Absolute path. */
  readonly path: string;
  readonly mediaType: string;
  readonly facts: ClipFacts;
}

/** One take, with its clips where there are any. */
export interface SheetTake {
  readonly storyboard: string;
  readonly id: string;
  readonly provider: string | undefined;
  readonly model: string | undefined;
  /** Its state, in a few words. */
  readonly state: string;
  readonly cost: Money | undefined;
  /** What a person said of the clip that counts, in a few words. */
  readonly verdict: string | undefined;
  /** Where the storyboard is available. */
  readonly prompt: string | undefined;
  /** The clip that counts. */
  readonly chosen: SheetClip | undefined;
  /** The other clips, newest first. */
  readonly others: readonly SheetClip[];
}

/** What was rendered with one kind of money. */
export interface Sheet {
  readonly realmClass: RealmClass;
  readonly takes: readonly SheetTake[];
  readonly spent: readonly Money[];
}

/** Gathers the takes of the plans, or all takes of the ledger where there is no plan, with their clips. */
export async function sheetOf(state: State, plans: readonly Plan[]): Promise<Sheet> {
  const { takes: standings, spent, realmClass } = await standingOf(state, plans);
  const takes: SheetTake[] = [];
  for (const standing of standings) takes.push(await toSheetTake(state, standing));
  return { realmClass, takes, spent };
}

async function toSheetTake({ ledger, store }: State, standing: TakeStanding): Promise<SheetTake> {
  const { storyboard, id, attempt, joined } = standing;
  const key = { storyboard, take: id };
  const clips: SheetClip[] = [];
  let isDamaged = false;
  for (const { number, sha256 } of await ledger.versions(key)) {
    const found = await store.glance(sha256);
    isDamaged ||= found === "changed";
    // What is gone from the store cannot be played, and what is damaged is not what was paid for.
    if (found !== "good") continue;
    const path = store.pathOf(sha256, "video");
    clips.push({ number, path, mediaType: mediaTypes[store.containerOf(sha256)], facts: await readClipFacts(path) });
  }
  const chosenNumber = (await ledger.take(key))?.chosen;
  const chosen = clips.find(({ number }) => number === chosenNumber) ?? clips.at(-1);
  return {
    storyboard,
    id,
    provider: attempt?.provider ?? joined?.take.provider,
    model: attempt?.model ?? joined?.take.model,
    state: `${stateOf(standing)}${isDamaged ? "; a clip is damaged: run shotlist verify" : ""}`,
    cost: attempt?.cost,
    verdict: verdictOf(standing),
    prompt: joined === undefined ? undefined : promptOf(joined.take),
    chosen,
    others: clips.filter((clip) => clip !== chosen).toReversed(),
  };
}

function verdictOf({ clip }: TakeStanding): string | undefined {
  if (clip?.verdict === undefined) return undefined;
  return clip.note === undefined ? clip.verdict : `${clip.verdict}: ${clip.note}`;
}

function stateOf({ attempt, joined }: TakeStanding): string {
  if (joined?.action === "stale") return "changed since it was rendered";
  if (attempt === undefined) return "not rendered yet";
  const { state, failure } = attempt;
  const why = failure === undefined ? "" : `: ${failure.message}`;
  return `${stateWords[state]}${why}`;
}
