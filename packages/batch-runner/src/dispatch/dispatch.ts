/** Who has a job now. The token is of this claim alone: whoever claims the job next has another one. */
export interface Lease {
  readonly job: string;
  readonly token: string;
}

/**
 * Hands jobs to workers and notices those that are gone. It knows nothing of money: a job may run more than once, and the ledger
 * sees to it that nothing is paid for twice. `Transaction` is one of the ledger's, so that a job is there exactly if what it is
 * about is, and ends together with it.
 */
export interface Dispatch<Transaction> {
  /** Gets it ready, before a transaction begins: nothing may take long inside one. */
  ready(): Promise<void>;
  /** Offers jobs to workers. One that is waiting, or has a worker, stays as it is. */
  enqueue(transaction: Transaction, jobs: readonly string[]): Promise<void>;
  /** Takes at most so many jobs, in their order: those that wait, and those whose worker has not been heard of for too long. */
  claim(most: number): Promise<readonly Lease[]>;
  /** Says that the worker lives. A lease that has lapsed stays so. */
  heartbeat(leases: readonly Lease[]): Promise<void>;
  /** Ends a job; answers whether it was still this lease's. One that has lapsed changes nothing. */
  complete(transaction: Transaction, lease: Lease): Promise<boolean>;
  /** Hands jobs back: others may claim them at once. A lease that has lapsed changes nothing. */
  release(leases: readonly Lease[]): Promise<void>;
  close(): Promise<void>;
}

/** Whoever has not been heard of for so long is gone, be it a worker with a job or a session of a shared ledger: from then on it is fenced. */
export const leaseMs = 30_000;
