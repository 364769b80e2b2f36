/** Runs work inside one transaction. */
export interface Transactions {
  begin(): void;
  commit(): void;
  /** Brings what is committed to the disk, where `commit` alone does not. */
  readonly sync?: (() => Promise<void>) | undefined;
  rollback(): void;
  savepoint(): void;
  /** Keeps what was done since the savepoint. */
  keep(): void;
  /** Undoes what was done since the savepoint. */
  undo(): void;
}

interface Job {
  /** Does the work; returns what settles the caller's promise. */
  readonly run: () => () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Collects the writes of one tick into one transaction, so that durability costs one sync a tick and not one a take.
 * What comes while the disk syncs makes up the next transaction. A promise resolves only when its write is on the disk.
 * Work that throws undoes itself alone (it may run twice for that: it changes only the database); a commit or a sync
 * that fails rejects every promise of its tick.
 */
export function createGroupCommit(
  transactions: Transactions,
  schedule: (flush: () => void) => void,
): <Value>(work: () => Value) => Promise<Value> {
  let jobs: Job[] = [];
  let syncing = false;

  function flush(): void {
    const batch = jobs;
    jobs = [];
    let settle: readonly (() => void)[];
    try {
      settle = together(batch) ?? oneByOne(batch);
    } catch (error) {
      for (const job of batch) job.reject(error);
      return;
    }
    if (transactions.sync === undefined) for (const done of settle) done();
    else void settleOnceSynced(transactions.sync, batch, settle);
  }

  async function settleOnceSynced(
    sync: () => Promise<void>,
    batch: readonly Job[],
    settle: readonly (() => void)[],
  ): Promise<void> {
    syncing = true;
    try {
      await sync();
      for (const done of settle) done();
    } catch (error) {
      for (const job of batch) job.reject(error);
    }
    syncing = false;
    // A caller that was just answered may have more to write: it joins those that have waited.
    if (jobs.length > 0) schedule(flush);
  }

  /** Mostly nothing throws, and no job needs to be undone alone. */
  function together(batch: readonly Job[]): readonly (() => void)[] | undefined {
    let settle: readonly (() => void)[];
    transactions.begin();
    try {
      settle = batch.map((job) => job.run());
    } catch {
      rollback();
      return undefined;
    }
    commit();
    return settle;
  }

  function oneByOne(batch: readonly Job[]): readonly (() => void)[] {
    let settle: readonly (() => void)[];
    transactions.begin();
    try {
      settle = batch.map((job) => attempt(job));
    } catch (error) {
      rollback();
      throw error;
    }
    commit();
    return settle;
  }

  function commit(): void {
    try {
      transactions.commit();
    } catch (error) {
      rollback();
      throw error;
    }
  }

  function rollback(): void {
    try {
      transactions.rollback();
    } catch {
      // A disk error may have rolled the transaction back already.
    }
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
      if (jobs.length === 1 && !syncing) schedule(flush);
    });
}
