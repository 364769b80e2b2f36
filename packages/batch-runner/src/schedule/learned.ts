import type { JsonObject } from "@shotlist/core";
import type { Ledger } from "../ledger/ledger.ts";

/** What runs have learned that saves time, in the ledger from one run to the next. Nothing depends on it but waits. */
export interface Learned {
  /** What was learned, read from the ledger the first time. */
  of(name: string): Promise<JsonObject | undefined>;
  /** Replaces it, in the ledger with the next `keep`. */
  set(name: string, learned: JsonObject): void;
  /** Brings what is new into the ledger. A disk that refuses it is not worth a failure. */
  keep(): Promise<void>;
}

export function createLearned(ledger: Pick<Ledger, "recall" | "remember">, fence: number): Learned {
  const known = new Map<string, Promise<JsonObject | undefined>>();
  const changed = new Map<string, JsonObject>();
  return {
    of(name) {
      const found = known.get(name) ?? ledger.recall(name).catch(() => undefined);
      known.set(name, found);
      return found;
    },
    set(name, learned) {
      known.set(name, Promise.resolve(learned));
      changed.set(name, learned);
    },
    async keep() {
      const kept = [...changed];
      changed.clear();
      await Promise.all(kept.map(([name, learned]) => ledger.remember(fence, name, learned))).catch(() => undefined);
    },
  };
}
