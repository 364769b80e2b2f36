import { DecisionError } from "../failures/errors.ts";
import type { Version } from "../ledger/take-record.ts";
import type { State } from "../state/state.ts";
import { findTake } from "./find-take.ts";
import { withLock } from "../state/with-lock.ts";

/**
 * Chooses among the versions of a take, written `take` or `storyboard/take`; `undefined` follows the newest again. The next
 * run puts the chosen clip at the take's place. Throws `DecisionError` and `LedgerHeldError`.
 */
export function useVersion(state: State, take: string, number: number | undefined): Promise<Version> {
  return withLock(state, async (fence) => {
    const key = await findTake(state.ledger, take);
    const versions = await state.ledger.versions(key);
    const version = number === undefined ? versions.at(-1) : versions.find((candidate) => candidate.number === number);
    if (version === undefined) {
      const message = `${key.storyboard}/${key.take} has no version ${number ?? "at all"}`;
      const wayOut =
        versions.length === 0
          ? ({ hint: "Render it first.", way: "render" } as const)
          : { hint: `It has ${versions.map((one) => one.number).join(", ")}.` };
      throw new DecisionError("version_unknown", message, wayOut);
    }
    if ((await state.store.find(version.sha256, "video")) === undefined) {
      throw new DecisionError("clip_missing", `The clip of version ${version.number} is gone from the store`, {
        hint: "Choose another version, or put the store back.",
      });
    }
    await state.ledger.choose(fence, key, number);
    return version;
  });
}
