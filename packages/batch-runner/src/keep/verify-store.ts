import { judgeClip } from "../container/judge-clip.ts";
import type { TakeKey } from "../ledger/ledger.ts";
import type { State } from "../state.ts";

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
  for (const { state } of await ledger.attempts({ states: ["downloaded"] })) {
    if (state.name === "downloaded" && !owners.has(state.sha256)) owners.set(state.sha256, []);
  }
  const problems: StoreProblem[] = [];
  for (const [sha256, takes] of owners) {
    const found = await store.check(sha256, "video");
    if (found !== "good") {
      problems.push({ kind: found, sha256, takes });
      continue;
    }
    const { flaw } = await store.inspect({ sha256, kind: "video" }, judgeClip);
    if (flaw !== undefined) problems.push({ kind: "not_whole", sha256, takes, message: flaw.message });
  }
  return problems;
}
