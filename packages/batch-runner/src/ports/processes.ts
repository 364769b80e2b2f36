import type { Holder } from "../failures/ledger-errors.ts";

/** Who this process is to others that want the ledger, and whether they have ended. */
export interface Processes {
  /** This process as the holder of a ledger. */
  self(runId: string): Holder;
  /** Whether a holder has ended, which was last heard of at `beatAt`, in milliseconds since 1970 as `now`. */
  isGone(holder: Holder, beatAt: number, now: number): boolean;
  /** When a holder counts as gone, if nothing is heard of it; `undefined` where its process can be looked up. */
  goneAt?(holder: Holder, beatAt: number): number | undefined;
}
