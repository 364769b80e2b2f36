import type { Version } from "../ledger/take-record.ts";
import type { TakeKey } from "../lifecycle/attempt.ts";
import type { Verdict } from "../ledger/review.ts";
import type { State } from "../state/state.ts";
import { versionOf } from "./use-version.ts";
import { withLock } from "../state/with-lock.ts";

/** What is said of the clips that count. */
export interface Judgement {
  readonly verdict: Verdict["verdict"];
  readonly note?: string;
}

/**
 * Says of takes that the clip that counts, chosen or the newest, is approved or rejected. Nothing else follows from it. All of them or none:
 * throws `DecisionError` for one that has no clip, and `LedgerHeldError`.
 */
export function judgeTakes(
  state: State,
  keys: readonly TakeKey[],
  { verdict, note }: Judgement,
): Promise<readonly Version[]> {
  return withLock(state, async (fence) => {
    const versions: Version[] = [];
    for (const key of keys) versions.push(await versionOf(state, key, (await state.ledger.take(key))?.chosen));
    const at = Math.floor(state.clock.now());
    for (const { storyboard, take, sha256 } of versions) {
      const said = { clip: sha256, verdict, at, ...(note === undefined ? {} : { note }) };
      await state.ledger.review(fence, { storyboard, take }, { verdicts: [said] });
    }
    return versions;
  });
}
