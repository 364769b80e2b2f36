import type { RealmClass } from "@shotlist/batch-runner";
import { withStateToRead } from "./existing-states.ts";
import { existingRealmClasses } from "./open-state-at.ts";

/**
 * Whether a clip is in the store of another kind of money: with `--out`, a render for money may follow one at a mock into the
 * same folder.
 */
export function isClipOfOtherRealm(stateFolder: string, own: RealmClass): (sha256: string) => Promise<boolean> {
  return async (sha256) => {
    for (const realmClass of await existingRealmClasses(stateFolder)) {
      if (realmClass === own) continue;
      const clip = await withStateToRead(stateFolder, realmClass, ({ store }) => store.find(sha256, "video"));
      if (clip !== undefined) return true;
    }
    return false;
  };
}
