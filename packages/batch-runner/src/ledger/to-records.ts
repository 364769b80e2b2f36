import type { Attempt } from "../lifecycle/attempt.ts";
import type { LedgerRecord } from "./ledger-record.ts";
import type { TakeRecord, Version } from "./take-record.ts";
import type { Upload } from "./upload.ts";

/** What a ledger holds: attempts by what each is by itself, from the oldest; takes and versions by their names. */
export interface LedgerContents {
  readonly attempts: readonly Attempt[];
  readonly takes: readonly TakeRecord[];
  readonly versions: readonly Version[];
  readonly uploads: readonly Upload[];
}

/** A ledger as records, in an order that follows from them alone. */
export function toRecords({ attempts, takes, versions, uploads }: LedgerContents): readonly LedgerRecord[] {
  return [
    ...numbered(attempts).map((attempt) => ({ type: "attempt", version: 1, attempt }) as const),
    ...takes.map((take) => ({ type: "take", version: 1, take }) as const),
    ...inTheirOrder(versions).map((clip) => ({ type: "clip", version: 1, clip }) as const),
    ...uploads.map((upload) => ({ type: "upload", version: 1, upload }) as const),
  ];
}

function numbered(attempts: readonly Attempt[]): readonly Attempt[] {
  const counts = new Map<string, number>();
  return attempts
    .map((attempt) => {
      const key = `${attempt.realm} ${attempt.digest}`;
      const number = (counts.get(key) ?? 0) + 1;
      counts.set(key, number);
      return { ...attempt, number };
    })
    .toSorted((left, right) => (left.id < right.id ? -1 : 1));
}

/** Versions under the numbers that follow from when they came, so that two ledgers that merged have the same. */
function inTheirOrder(versions: readonly Version[]): readonly Version[] {
  const byTake = Map.groupBy(versions, ({ storyboard, take }) => JSON.stringify([storyboard, take]));
  return [...byTake.values()].flatMap((group) =>
    group
      .toSorted((left, right) => left.at - right.at || (left.attemptId < right.attemptId ? -1 : 1))
      .map((version, index) => ({ ...version, number: index + 1 })),
  );
}
