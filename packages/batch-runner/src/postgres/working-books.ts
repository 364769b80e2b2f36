import { toAttempt, type AttemptRow } from "../ledger/attempt-row.ts";
import type { Books, OwnBooks } from "../ledger/books.ts";
import { toTakeKey } from "../ledger/take-row.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import { digestKey, Unread } from "./needs.ts";
import { createMoneyBooks } from "./working-money.ts";
import type { StoredAttempt, WorkingSet } from "./working-set.ts";
import { createTakeBooks } from "./working-takes.ts";
import { createUploadBooks } from "./working-uploads.ts";

/** The books of a ledger in PostgreSQL, over what was read of it. */
export function createWorkingBooks(set: WorkingSet): Books {
  const attempts = createAttemptBooks(set);
  return { ...attempts, ...createTakeBooks(set), ...createMoneyBooks(set), ...createUploadBooks(set) };
}

/** What is written of an attempt that has just been made. */
const fresh = {
  task_id: null,
  sha256: null,
  frame_sha256: null,
  failure: null,
  reserved: 0,
  settled: null,
  counted: 0,
  counters: "[]",
  released: null,
  intent: null,
  facts: "{}",
  intent_at: null,
  submitted_at: null,
  finished_at: null,
  retired: 0,
  session: null,
  sent_by: null,
  takes: [],
} as const;

type AttemptBooks = Pick<
  Books,
  "rowOf" | "withTakes" | "mustHave" | "lastNumber" | "insert" | "update" | "readmit" | "join" | keyof OwnBooks
>;

function createAttemptBooks(set: WorkingSet): AttemptBooks {
  const { attempts, digests } = set;
  const put = (row: StoredAttempt): void => attempts.put(row.id, row);

  function change(attemptId: string, changed: Partial<StoredAttempt>): void {
    const row = storedAttempt(set, attemptId);
    if (row !== undefined) put({ ...row, ...changed });
  }

  function mustHave(attemptId: string): Attempt {
    const row = storedAttempt(set, attemptId);
    if (row === undefined) throw new Error(`the ledger knows no attempt ${attemptId}`);
    return withTakes(shown(row));
  }

  function withTakes(row: AttemptRow): Attempt {
    return toAttempt(row, (storedAttempt(set, row.id)?.takes ?? []).map(toTakeKey));
  }

  return {
    rowOf(attemptId) {
      const row = storedAttempt(set, attemptId);
      return row === undefined ? undefined : shown(row);
    },
    withTakes,
    mustHave,
    lastNumber: (realm, digest) => Math.max(0, ...attemptsOf(set, realm, digest).map(({ number }) => number)),
    insert(row) {
      const others = attemptsOf(set, row.realm, row.digest).map(({ id }) => id);
      put({ ...fresh, ...row });
      digests.put(digestKey(row.realm, row.digest), [...others, row.id]);
    },
    update: ({ id, ...changed }) => change(id, changed),
    readmit: ({ id, ...changed }) => change(id, { ...changed, settled: null, counted: 1 }),
    join(attemptId, takes) {
      const row = storedAttempt(set, attemptId);
      if (row === undefined) return;
      const news = takes.filter((key) => !row.takes.some((own) => isSame(own, key)));
      if (news.length > 0) put({ ...row, takes: [...row.takes, ...news].toSorted(byName) });
    },
    ownRowOf: (attemptId) => storedAttempt(set, attemptId),
    ownRowsOf: (realm, digest) => attemptsOf(set, realm, digest),
    isNumbered: (realm, digest, number) => attemptsOf(set, realm, digest).some((row) => row.number === number),
    retireAll(realm, digest) {
      for (const row of attemptsOf(set, realm, digest)) if (row.retired === 0) put({ ...row, retired: 1 });
    },
    reinstate: (attemptId) => change(attemptId, { retired: 0 }),
    setCounters: (attemptId, counters) => change(attemptId, { counters: JSON.stringify(counters) }),
  };
}

/** An attempt by what it is by itself. */
export function storedAttempt({ attempts }: WorkingSet, attemptId: string): StoredAttempt | undefined {
  if (!attempts.knows(attemptId)) throw new Unread((needs) => needs.attempts.add(attemptId));
  return attempts.get(attemptId);
}

/** Every attempt of a digest. */
export function attemptsOf(set: WorkingSet, realm: string, digest: string): readonly StoredAttempt[] {
  const key = digestKey(realm, digest);
  if (!set.digests.knows(key)) throw new Unread((needs) => needs.digests.set(key, [realm, digest]));
  return (set.digests.get(key) ?? []).flatMap((id) => set.attempts.get(id) ?? []);
}

/** What only a merge brought to a digest that has a better one shows as history. */
export function shown(row: StoredAttempt): StoredAttempt {
  return row.retired === 1 ? { ...row, state: "resubmitted" } : row;
}

interface Named {
  readonly storyboard: string;
  readonly take: string;
}

function isSame(one: Named, other: Named): boolean {
  return one.storyboard === other.storyboard && one.take === other.take;
}

function byName(one: Named, other: Named): number {
  if (one.storyboard !== other.storyboard) return one.storyboard < other.storyboard ? -1 : 1;
  return one.take < other.take ? -1 : Number(one.take > other.take);
}
