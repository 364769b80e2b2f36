import type { AttemptRow } from "./attempt-row.ts";

/** A provider at one place: its attempts share its limits. */
export interface LaneName {
  readonly realm: string;
  readonly provider: string;
}

/** Submits of the last minute count towards a limit of submits in a minute. */
export const submitWindowMs = 60_000;

/** Attempts found by what is known about them. */
export interface Search {
  /** The attempt of a digest that counts. */
  readonly current: (realm: string, digest: string) => AttemptRow | undefined;
  /** Attempts that have a task of the vendor's, oldest first. */
  readonly ofTask: (realm: string, taskId: string) => readonly AttemptRow[];
  /** Attempts that are to be restarted once somebody takes over: a place is reserved for them, and nothing was sent. */
  readonly toRestart: () => readonly AttemptRow[];
  /** Attempts that may count at a vendor at the moment `now`: an uncertain one for as long as its task may run. */
  readonly inFlight: (lane: LaneName, now: number) => number;
  /** Attempts whose request was sent since then, or is about to be. */
  readonly sentSince: (lane: LaneName, since: number) => number;
}
