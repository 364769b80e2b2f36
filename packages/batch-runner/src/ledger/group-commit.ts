/** Runs work inside one transaction. */
export interface Transactions {
  begin(): void;
  commit(): void;
  rollback(): void;
  savepoint(): void;
  /** Keeps what was done since the savepoint. */
  keep(): void;
  /** Undoes what was done since the savepoint. */
  undo(): void;
}

interface Job {
  /** Does the work; answers what tells the caller. */
  readonly run: () => () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Collects the writes of one tick into one transaction, so that durability costs one sync a tick and not one a take.
 * A promise resolves only when its write is on the disk. Work that throws undoes itself alone; a commit that fails
 * rejects every promise of its tick.
 */
export function createGroupCommit(
  transactions: Transactions,
  schedule: (flush: () => void) => void,
): <Value>(work: () => Value) => Promise<Value> {
  let jobs: Job[] = [];

  function flush(): void {
    const batch = jobs;
    jobs = [];
    const settle: (() => void)[] = [];
    try {
      transactions.begin();
      for (const job of batch) settle.push(attempt(job));
      transactions.commit();
    } catch (error) {
      try {
        transactions.rollback();
      } catch {
        // A disk error may have rolled the transaction back already.
      }
      for (const job of batch) job.reject(error);
      return;
    }
    for (const done of settle) done();
  }

  function attempt(job: Job): () => void {
    transactions.savepoint();
    try {
      const done = job.run();
      transactions.keep();
      return done;
    } catch (error) {
      try {
        transactions.undo();
      } catch {
        // A full disk undoes the whole transaction: then every promise of the tick fails, for this reason.
        throw error;
      }
      return () => job.reject(error);
    }
  }

  return <Value>(work: () => Value) =>
    new Promise<Value>((resolve, reject) => {
      const run = (): (() => void) => {
        const value = work();
        return () => resolve(value);
      };
      jobs.push({ run, reject });
      if (jobs.length === 1) schedule(flush);
    });
}
