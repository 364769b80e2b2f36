import { judgeClip } from "../container/judge-clip.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Attempt, TakeKey } from "../lifecycle/attempt.ts";
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
  /** What it is. Default: a clip. */
  readonly what?: "frame";
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
  for (const attempt of await ledger.attempts({ states: statesWhere(({ at }) => at === "store") })) {
    const { state } = attempt;
    if (state.name !== "downloaded") continue;
    if (await isWanted(ledger, attempt)) current.add(state.sha256);
    if (!owners.has(state.sha256)) owners.set(state.sha256, []);
  }
  const problems: StoreProblem[] = [...(await damagedFrames({ ledger, store }))];
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

/** Whether a take was last rendered as this: what it was before its shot changed is fetched by no render. */
async function isWanted(ledger: Ledger, { takes, digest }: Attempt): Promise<boolean> {
  if (takes.length === 0) return true;
  for (const key of takes) {
    const record = await ledger.take(key);
    if (record === undefined || record.digest === digest) return true;
  }
  return false;
}

/** A frame that is gone is nothing to look at: it is fetched or cut again where a shot needs it. */
async function damagedFrames({ ledger, store }: Pick<State, "ledger" | "store">): Promise<readonly StoreProblem[]> {
  const problems: StoreProblem[] = [];
  for (const { state, takes } of await ledger.attempts({ states: statesWhere(({ at }) => at === "store") })) {
    if (state.name !== "downloaded" || state.frameSha256 === undefined) continue;
    const { frameSha256: sha256 } = state;
    if ((await store.check(sha256, "frame")) === "changed")
      problems.push({ kind: "changed", what: "frame", sha256, isFetched: true, takes });
  }
  return problems;
}

/** Moves damaged clips out of the way, so that the next render fetches them. Throws `LedgerHeldError` while a run is at work. */
export function setDamagedClipsAside(state: State, problems: readonly StoreProblem[]): Promise<void> {
  return withLock(state, async () => {
    for (const { kind, sha256, what = "video" } of problems) {
      if (kind === "changed") await state.store.setDamagedAside(sha256, what);
    }
  });
}
