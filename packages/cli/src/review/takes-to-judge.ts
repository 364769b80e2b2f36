import type { State, TakeKey, Version } from "@shotlist/batch-runner";
import { storyboardOfDrafts } from "@shotlist/core";
import { nameOf } from "../state/existing-states.ts";
import { takesNamed } from "../state/takes-matching.ts";

/** Whether drafts alone or clips alone are meant; by default whichever of the two is newer. */
export interface Meant {
  readonly draft: boolean;
  readonly final: boolean;
}

/**
 * The takes that a verdict is about: of a clip and its draft one, so that no word about a clip lets anything be bought unasked. Both where
 * they are one and the same clip, as of a shot that is written as a draft.
 */
export async function takesToJudge(
  state: State,
  patterns: readonly string[],
  { draft, final }: Meant,
): Promise<readonly TakeKey[]> {
  const named = (await takesNamed(state, patterns)).filter(({ storyboard }) => !(isDraft(storyboard) ? final : draft));
  const pairs = Map.groupBy(named, ({ storyboard, take }) =>
    nameOf({ storyboard: storyboardOfDrafts(storyboard) ?? storyboard, take }),
  );
  const meant: TakeKey[] = [];
  for (const keys of pairs.values()) {
    const clips = await Promise.all(keys.map(async (key) => ({ key, newest: await newestOf(state, key) })));
    const [first] = clips.toSorted((left, right) => (right.newest?.at ?? -1) - (left.newest?.at ?? -1));
    const isSame = ({ newest }: (typeof clips)[number]): boolean => newest?.sha256 === first?.newest?.sha256;
    meant.push(...clips.filter((clip) => clip === first || isSame(clip)).map(({ key }) => key));
  }
  return meant;
}

function isDraft(storyboard: string): boolean {
  return storyboardOfDrafts(storyboard) !== undefined;
}

async function newestOf({ ledger }: State, key: TakeKey): Promise<Version | undefined> {
  return (await ledger.versions(key)).toSorted((left, right) => left.at - right.at).at(-1);
}
