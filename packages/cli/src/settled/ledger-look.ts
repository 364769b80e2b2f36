import { statesWhere } from "@shotlist/batch-runner";
import type { RealmClass } from "@shotlist/core";
import { join } from "node:path";
import { withState, withStateToRead } from "../state/existing-states.ts";
import { hasLedger } from "../state/open-state-at.ts";
import { splitByRealmClass } from "../state/realm-class.ts";
import type { RunAhead } from "../world/witness.ts";
import { hashAt, isSameMark, markAt } from "./file-mark.ts";
import type { KnownContent } from "./memory.ts";
import { filesIn } from "./places.ts";

/** The ledger of a run before the run has begun. */
export interface LedgerBefore {
  readonly realmClass: RealmClass;
  readonly fence: number;
}

/** What is kept next to the storyboards once a run is over. */
interface KeptSince {
  readonly contents: readonly KnownContent[];
  readonly ledger: readonly [folder: string, names: readonly string[]];
  /** Absolute paths of the clips in the store. */
  readonly clips: readonly string[];
}

/** The ledger that a run is going to hold; `undefined` where it is not one alone, or there is work in it for this run. */
export async function ledgerBefore({ plans, joined, stateFolder }: RunAhead): Promise<LedgerBefore | undefined> {
  const [realmClass, other] = splitByRealmClass(plans).keys();
  if (realmClass === undefined || other !== undefined || !joined.every(({ action }) => action === "cached"))
    return undefined;
  if (!(await hasLedger(stateFolder, realmClass))) return undefined;
  return withStateToRead(stateFolder, realmClass, async ({ ledger }) => ({
    realmClass,
    fence: await ledger.newestFence(),
  }));
}

/**
 * The files of a ledger that nobody but this run has held since; `undefined` where somebody has, or where the ledger has more to say
 * than which clips are here. The files are hashed before the ledger is asked: whoever wrote before that has another fence. `at`: a moment before the run, so that they are hashed again.
 */
export async function ledgerSince(
  { realmClass, fence }: LedgerBefore,
  { plans, joined, stateFolder }: RunAhead,
  at: number,
): Promise<KeptSince | undefined> {
  const folder = join(stateFolder, realmClass);
  const names = filesIn(folder);
  const contents = names.flatMap((name) => contentOf(join(folder, name), at) ?? []);
  if (contents.length < names.length) return undefined;
  const clips = await withState(stateFolder, realmClass, async ({ ledger, store }) => {
    // A run holds its ledger once.
    if ((await ledger.newestFence()) !== fence + 1 || (await ledger.holder()) !== undefined) return undefined;
    if ((await ledger.attempts({ states: unsettled })).length > 0) return undefined;
    for (const storyboard of new Set(plans.map((plan) => plan.storyboard))) {
      if ((await ledger.takes(storyboard)).some(({ chosen }) => chosen !== undefined)) return undefined;
    }
    return joined.map(({ sha256 = "" }) => store.pathOf(sha256, "video"));
  });
  const isAlone = names.join("/") === filesIn(folder).join("/");
  if (clips === undefined || !isAlone || !contents.every(({ path, mark }) => isSameMark(mark, markAt(path))))
    return undefined;
  return { contents, ledger: [folder, names], clips };
}

/** States in which a run may have something to do, whatever its storyboards say. */
const unsettled = statesWhere(({ ended }) => !ended);

function contentOf(path: string, at: number): KnownContent | undefined {
  const mark = markAt(path);
  return mark === undefined ? undefined : { path, sha256: hashAt(path), mark, at };
}
