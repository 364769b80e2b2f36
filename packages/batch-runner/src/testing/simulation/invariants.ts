/** What must hold in every world. */
export const invariants = {
  "paid-once": "a digest is billed once in its realm, unless a person let it be submitted again",
  "intent-first": "a submit leaves only once its intent is in the ledger",
  "task-first": "a task is asked about only once its id is in the ledger",
  "own-task": "a task that is adopted is the one that was submitted for the take, and nobody has released it",
  budget: "money reserved and spent stays within every budget, in the ledger and on the vendor's bill",
  "day-cap": "what a provider may cost in 24 hours holds for any 24 hours, whatever clocks show",
  "tasks-in-flight": "tasks in flight stay within the provider's limit",
  "requests-per-minute": "requests stay within the provider's limit",
  paced: "a vendor that refuses for its rate limit is not asked again at once",
  "clip-whole": "a clip in the store is the vendor's clip, whole",
  "clip-kept": "a clip that was paid for is in the store and at its place in the end",
  "version-at-place": "at a take's place is the version that was chosen, else the newest good one",
  "others-kept": "a file that somebody else put at a clip's place stays as it is",
  "run-ends": "every run ends",
  "run-sound": "a run never stops because of its own fault ",
  "one-run": "one run at a time writes, and is never put out while it lives",
  "key-to-provider": "the key goes to the provider and nowhere else",
  secrets: "no key and no signed link is written or said",
  settled: "after restarts without faults every take is downloaded, failed, or held with a decision to make",
} as const;

export type InvariantName = keyof typeof invariants;

/** A statement that did not hold. */
export interface Violation {
  readonly invariant: InvariantName;
  readonly detail: string;
}

/** Keeps what was checked and what did not hold. */
export interface Checks {
  holds(invariant: InvariantName, ok: boolean, detail: () => string): void;
  readonly counts: ReadonlyMap<InvariantName, number>;
  readonly violations: readonly Violation[];
}

export function createChecks(): Checks {
  const counts = new Map<InvariantName, number>();
  const violations: Violation[] = [];
  return {
    counts,
    violations,
    holds(invariant, ok, detail) {
      counts.set(invariant, (counts.get(invariant) ?? 0) + 1);
      if (!ok) violations.push({ invariant, detail: detail() });
    },
  };
}
