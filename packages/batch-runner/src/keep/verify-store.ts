import { judgeClip } from "../container/judge-clip.ts";
import type { TakeKey } from "../lifecycle/attempt.ts";
import { withLock } from "../state/with-lock.ts";
import { statesWhere } from "../lifecycle/state.ts";
import type { State } from "../state/state.ts";

/** Something about the store that is not as the ledger says. */
export interface StoreProblem {
  readonly kind:
    /** A clip that was paid for is not in the store. */
    | "missing"
    /** A clip's bytes are not what its name says. */
    | "changed"
    /** Its bytes are those that were kept, and they are not a whole clip. */
    | "not_whole";
  readonly sha256: string;
  /** Whether the next render fetches it again, as long as its link lives: an earlier version is never fetched. */
  readonly isFetched: boolean;
  /** What is wrong with a clip that is not whole. */
  readonly message?: string;
  /** Whose clip it is, as far as the ledger knows. */
  readonly takes: readonly TakeKey[];
}

/** Hashes every clip that the ledger knows, and reads it as the clip that it is said to be. Changes nothing. */
export async function verifyStore({ ledger, store }: State): Promise<readonly StoreProblem[]> {
  const owners = new Map<string, TakeKey[]>();
  for (const record of await ledger.records()) {
    if (record.type !== "clip") continue;
    const { sha256, storyboard, take } = record.clip;
    owners.set(sha256, [...(owners.get(sha256) ?? []), { storyboard, take }]);
  }
  const current = new Set<string>();
  for (const { state } of await ledger.attempts({ states: statesWhere(({ at }) => at === "store") })) {
    if (state.name !== "downloaded") continue;
    current.add(state.sha256);
    if (!owners.has(state.sha256)) owners.set(state.sha256, []);
  }
  const problems: StoreProblem[] = [];
  for (const [sha256, takes] of owners) {
    const found = await store.check(sha256, "video");
    if (found !== "good") {
      problems.push({ kind: found, sha256, isFetched: current.has(sha256), takes });
      continue;
    }
    const { flaw } = await store.inspect({ sha256, kind: "video" }, judgeClip);
    if (flaw !== undefined)
      problems.push({ kind: "not_whole", sha256, isFetched: false, takes, message: flaw.message });
  }
  return problems;
}

/** Moves damaged clips out of the way, so that the next render fetches them. Throws `LedgerHeldError` while a run is at work. */
export function setDamagedClipsAside(state: State, problems: readonly StoreProblem[]): Promise<void> {
  return withLock(state, async () => {
    for (const { kind, sha256 } of problems) if (kind === "changed") await state.store.setDamagedAside(sha256, "video");
  });
}
