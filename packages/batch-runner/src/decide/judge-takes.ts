import type { Digest } from "@shotlist/core";
import { assertOptions, present } from "@shotlist/schema";
import { DecisionError } from "../failures/decision-error.ts";
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
  /** Hash of the clip that was looked at. Where another one counts by now, nothing is said. */
  readonly clip?: string;
}

/**
 * Says of takes that the clip that counts, chosen or the newest, is approved or rejected. A draft may permit clips; nothing else follows from it. All of them or none:
 * throws `DecisionError` for one that has no clip, or not that one, and `LedgerHeldError`.
 */
export async function judgeTakes(
  state: State,
  keys: readonly TakeKey[],
  judgement: Judgement,
): Promise<readonly Version[]> {
  assertOptions("judgeTakes", judgement, { verdict: "text", note: "text", permitsOf: "function", clip: "text" });
  const { verdict, note, permitsOf, clip } = judgement;
  if (verdict !== "approved" && verdict !== "rejected") {
    throw new TypeError("judgeTakes: verdict must be approved or rejected");
  }
  return withLock(state, async (fence) => {
    const versions: Version[] = [];
    for (const key of keys) versions.push(await versionOf(state, key, (await state.ledger.take(key))?.chosen));
    const other = clip === undefined ? undefined : versions.find(({ sha256 }) => sha256 !== clip);
    if (other !== undefined) {
      const { storyboard, take, number } = other;
      throw new DecisionError("clip_changed", `By now version ${number} of ${storyboard}/${take} counts`, {
        hint: "Check that clip, and decide again.",
      });
    }
    const at = Math.floor(state.clock.now());
    for (const version of versions) {
      const { storyboard, take, sha256 } = version;
      const permitted = permitsOf?.(version) ?? [];
      const permits = permitted.length === 0 ? {} : { permits: permitted };
      const said = { clip: sha256, verdict, at, ...present({ note }), ...permits };
      await state.ledger.review(fence, { storyboard, take }, { verdicts: [said] });
    }
    return versions;
  });
}
