import type { Holder } from "../failures/ledger-errors.ts";
import type { AttemptRow } from "./attempt-row.ts";
import type { Acquired } from "./ledger.ts";

/** Who may write a ledger, and who works on what. */
export interface Lock {
  /** Whether several may hold it at a time. */
  readonly isShared: boolean;
  /** A run that was taken over must not write any more, whatever it still believes. */
  readonly assertFence: (fence: number) => void;
  readonly acquire: (holder: Holder, options: AcquireOptions) => Acquired;
  readonly beat: (fence: number, at: number) => void;
  readonly release: (fence: number) => void;
  /** The newest fence that was given; 0 where none was. */
  readonly newest: () => number;
  readonly holder: () => { readonly holder: Holder; readonly beatAt: number } | undefined;
  /** Whether an attempt is worked on under this fence already. */
  readonly isOwn: (fence: number, row: AttemptRow) => boolean;
  /** Whether somebody else who lives works on it. Whoever is gone writes nothing from then on. */
  readonly isTaken: (fence: number, row: AttemptRow) => boolean;
  /** From now on it is worked on under this fence. */
  readonly own: (fence: number, attemptId: string) => void;
  /** Nobody works on it any more, where it was worked on under this fence. */
  readonly leave: (fence: number, attemptId: string) => void;
  /** It is about to be sent under this fence, which only works where it is worked on under this fence. */
  readonly sends: (fence: number, attemptId: string) => void;
  /** Whether its request was sent under this fence, by whoever holds the attempt now. */
  readonly hasSent: (fence: number, attemptId: string) => boolean;
}

interface AcquireOptions {
  readonly isGone: (holder: Holder, beatAt: number) => boolean;
  readonly at: number;
}
