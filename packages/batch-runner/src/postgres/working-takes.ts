import { wholeMs, type Books } from "../ledger/books.ts";
import { toTakeRecord, toVersion } from "../ledger/take-row.ts";
import type { TakeKey } from "../lifecycle/attempt.ts";
import { takeKey, Unread } from "./needs.ts";
import type { StoredTake, WorkingSet } from "./working-set.ts";

type TakeBooks = Pick<Books, "take" | "want" | "choose" | "versions" | "addVersion" | "reviewOf" | "putReview">;

/** What is kept of takes, over what was read of them. */
export function createTakeBooks({ takes }: WorkingSet): TakeBooks {
  function storedTake({ storyboard, take }: TakeKey): StoredTake {
    const key = takeKey({ storyboard, take });
    if (!takes.knows(key)) throw new Unread((needs) => needs.takes.set(key, { storyboard, take }));
    return takes.get(key) ?? { storyboard, take, record: undefined, versions: [], review: undefined };
  }
  const put = (take: StoredTake): void => takes.put(takeKey(take), take);

  return {
    take(key) {
      const { record } = storedTake(key);
      return record === undefined ? undefined : toTakeRecord(record);
    },
    want({ storyboard, take, digest, fields, at = 0 }, overrulesBefore = 0) {
      const stored = storedTake({ storyboard, take });
      const { record } = stored;
      const text = JSON.stringify(fields);
      const isNews =
        record === undefined ||
        record.digest !== digest ||
        record.fields !== text ||
        record.at < wholeMs(overrulesBefore);
      if (!isNews) return;
      const chosen = record?.chosen ?? null;
      put({ ...stored, record: { storyboard, take, digest, fields: text, chosen, at: wholeMs(at) } });
    },
    choose(key, version) {
      const stored = storedTake(key);
      if (stored.record === undefined) return;
      put({ ...stored, record: { ...stored.record, chosen: version ?? null } });
    },
    versions: (key) => storedTake(key).versions.map(toVersion),
    addVersion(version) {
      const stored = storedTake(version);
      const { storyboard, take, digest, attemptId, sha256 } = version;
      const same = stored.versions.find((own) => own.attempt_id === attemptId && own.sha256 === sha256);
      if (same !== undefined) return toVersion(same);
      const number = (stored.versions.at(-1)?.number ?? 0) + 1;
      const row = { storyboard, take, number, digest, attempt_id: attemptId, sha256, at: wholeMs(version.at) };
      put({ ...stored, versions: [...stored.versions, row] });
      return { ...version, at: row.at, number };
    },
    reviewOf: (key) => storedTake(key).review,
    putReview(key, review) {
      put({ ...storedTake(key), review });
    },
  };
}
