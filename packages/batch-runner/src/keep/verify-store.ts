import type { TakeKey } from "../ledger/ledger.ts";
import type { State } from "../state.ts";

/** Something about the store that is not as the ledger says. */
export interface StoreProblem {
  readonly kind:
    /** A clip that was paid for is not in the store. */
    | "missing"
    /** A clip's bytes are not what its name says. */
    | "changed";
  readonly sha256: string;
  /** Whose clip it is, as far as the ledger knows. */
  readonly takes: readonly TakeKey[];
}

/** Hashes every clip that the ledger knows against its name. Reads only. */
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
    if (found !== "good") problems.push({ kind: found, sha256, takes });
  }
  return problems;
}
