import type { JsonObject } from "@shotlist/core";
import type { Ledger } from "../ledger/ledger.ts";

/** What runs have learned that saves time, in the ledger from one run to the next. Nothing depends on it but waits. */
export interface Learned {
  /** What was learned, read from the ledger the first time. */
  of(name: string): Promise<JsonObject | undefined>;
  /** Replaces it, in the ledger with the next `keep`. */
  set(name: string, learned: JsonObject): void;
  /** Tells `listener` of what another session of a shared ledger has learned since. */
  hear(name: string, listener: Listener): void;
  /** Brings what is new into the ledger, and hears what others have brought. A disk that refuses it is not worth a failure. */
  keep(): Promise<void>;
}

/** Returns whether it takes over what is `theirs`, though it may have learned what is `ours` itself. */
type Listener = (theirs: JsonObject, ours: JsonObject | undefined) => boolean;

export function createLearned(ledger: Pick<Ledger, "recall" | "remember" | "shared">, fence: number): Learned {
  const known = new Map<string, Promise<JsonObject | undefined>>();
  const changed = new Map<string, JsonObject>();
  const listeners = new Map<string, Listener>();

  async function hearOthers([name, listener]: readonly [string, Listener]): Promise<void> {
    const theirs = await ledger.recall(name);
    const before = await known.get(name);
    if (theirs === undefined || JSON.stringify(theirs) === JSON.stringify(before)) return;
    if (!listener(theirs, changed.get(name))) return;
    changed.delete(name);
    known.set(name, Promise.resolve(theirs));
  }

  return {
    of(name) {
      const found = known.get(name) ?? ledger.recall(name).catch(() => undefined);
      known.set(name, found);
      return found;
    },
    set(name, learned) {
      changed.set(name, learned);
      if (!listeners.has(name)) known.set(name, Promise.resolve(learned));
    },
    hear(name, listener) {
      if (ledger.shared !== undefined) listeners.set(name, listener);
    },
    async keep() {
      await Promise.all([...listeners].map(hearOthers)).catch(() => undefined);
      const kept = [...changed];
      changed.clear();
      for (const [name, learned] of kept) known.set(name, Promise.resolve(learned));
      await Promise.all(kept.map(([name, learned]) => ledger.remember(fence, name, learned))).catch(() => undefined);
    },
  };
}
