import { judgeClip } from "../container/judge-clip.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Attempt, TakeKey } from "../lifecycle/attempt.ts";
import { withLock } from "../state/with-lock.ts";
import { statesWhere } from "../lifecycle/state.ts";
import type { State } from "../state/state.ts";

/** A difference between the store and the ledger. */
export interface StoreProblem {
  readonly kind:
    /** A paid clip is not in the store. */
    | "missing"
    /** A clip does not match its hash. */
    | "changed"
    /** Its bytes are unchanged, but they are not a complete clip. */
    | "not_whole";
  readonly sha256: string;
  /** What it is. Default: a clip. */
  readonly what?: "frame";
  /** Whether the next render downloads it again while its link is valid; earlier versions are never downloaded. */
  readonly isFetched: boolean;
  /** What is wrong with an incomplete clip. */
  readonly message?: string;
  /** Takes of the clip, if the ledger knows them. */
  readonly takes: readonly TakeKey[];
}

/** Hashes every clip that the ledger knows, and checks that it is a complete clip. Changes nothing. */
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

/** Moves damaged clips away, so that the next render downloads them again. Throws `LedgerHeldError` during a run. */
export function setDamagedClipsAside(state: State, problems: readonly StoreProblem[]): Promise<void> {
  return withLock(state, async () => {
    for (const { kind, sha256, what = "video" } of problems) {
      if (kind === "changed") await state.store.setDamagedAside(sha256, what);
    }
  });
}
