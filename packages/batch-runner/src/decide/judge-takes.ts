import type { Digest } from "@shotlist/core";
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
  /** Digests of the clips that may be bought since the draft is approved. */
  readonly permitsOf?: (draft: Version) => readonly Digest[];
}

/**
 * Says of takes that the clip that counts, chosen or the newest, is approved or rejected. A draft may permit clips; nothing else follows from it. All of them or none:
 * throws `DecisionError` for one that has no clip, and `LedgerHeldError`.
 */
export function judgeTakes(
  state: State,
  keys: readonly TakeKey[],
  { verdict, note, permitsOf }: Judgement,
): Promise<readonly Version[]> {
  return withLock(state, async (fence) => {
    const versions: Version[] = [];
    for (const key of keys) versions.push(await versionOf(state, key, (await state.ledger.take(key))?.chosen));
    const at = Math.floor(state.clock.now());
    for (const version of versions) {
      const { storyboard, take, sha256 } = version;
      const permitted = permitsOf?.(version) ?? [];
      const permits = permitted.length === 0 ? {} : { permits: permitted };
      const said = { clip: sha256, verdict, at, ...(note === undefined ? {} : { note }), ...permits };
      await state.ledger.review(fence, { storyboard, take }, { verdicts: [said] });
    }
    return versions;
  });
}
