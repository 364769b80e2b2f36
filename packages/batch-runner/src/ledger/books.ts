import { budgetKeyOf } from "../money/budget-key.ts";
import type { Rate } from "../money/rate.ts";
import type { Attempt, TakeKey } from "../lifecycle/attempt.ts";
import type { AttemptRow } from "./attempt-row.ts";
import type { AdmitRequest, Spending } from "./ledger.ts";
import type { TakeRecord, Version } from "./take-record.ts";
import type { Upload } from "./upload.ts";

/** An attempt that is added: what of its row is never written again. */
type NewAttemptRow = Pick<
  AttemptRow,
  | "id"
  | "realm"
  | "digest"
  | "number"
  | "state"
  | "model"
  | "run_id"
  | "currency"
  | "reserved"
  | "rate"
  | "failures_are_free"
  | "counted"
  | "counters"
  | "created_at"
  | "updated_at"
> & {
  /** Its endpoint, as JSON. */
  readonly provider: string;
};

/** What an event changes of an attempt's row. */
type ChangedAttemptRow = Pick<
  AttemptRow,
  | "id"
  | "state"
  | "task_id"
  | "sha256"
  | "frame_sha256"
  | "failure"
  | "reserved"
  | "settled"
  | "counted"
  | "released"
  | "intent"
  | "facts"
  | "intent_at"
  | "submitted_at"
  | "finished_at"
  | "updated_at"
>;

/** An attempt whose place and money are reserved, for the first time or again. */
type ReadmittedRow = Pick<
  AttemptRow,
  | "id"
  | "provider"
  | "model"
  | "run_id"
  | "reserved"
  | "currency"
  | "rate"
  | "failures_are_free"
  | "counters"
  | "updated_at"
>;

/** Single entries of the tables, as decisions and merges read and write them inside their own transaction. */
export interface Books extends ReviewBooks, UploadBooks, OwnBooks {
  readonly rowOf: (attemptId: string) => AttemptRow | undefined;
  readonly withTakes: (row: AttemptRow) => Attempt;
  /** Throws where there is no such attempt. */
  readonly mustHave: (attemptId: string) => Attempt;
  /** Of the newest attempt of a digest; 0 where there is none. */
  readonly lastNumber: (realm: string, digest: string) => number;
  readonly insert: (row: NewAttemptRow) => void;
  readonly update: (row: ChangedAttemptRow) => void;
  /** A place that was free is taken again: what an attempt is now made of. */
  readonly readmit: (row: ReadmittedRow) => void;
  readonly join: (attemptId: string, takes: readonly TakeKey[]) => void;
  readonly spend: (counters: readonly string[], currency: string | undefined, micros: number, tasks: number) => void;
  readonly spending: (key: string) => Spending;
  /** Of one currency, under a key that is also counted by the minute: since the minute of `since`. */
  readonly spentSince: (key: string, currency: string, since: number) => number;
  readonly take: (key: TakeKey) => TakeRecord | undefined;
  /** What is asked for again keeps the time at which it was first asked for, unless that is before `overrulesBefore`. */
  readonly want: (take: Omit<TakeRecord, "chosen">, overrulesBefore?: number) => void;
  readonly choose: (take: TakeKey, version: number | undefined) => void;
  readonly versions: (key: TakeKey) => readonly Version[];
  readonly addVersion: (version: Omit<Version, "number">) => Version;
}

/** What people said about takes. */
export interface ReviewBooks {
  /** As JSON. */
  readonly reviewOf: (key: TakeKey) => string | undefined;
  readonly putReview: (key: TakeKey, review: string) => void;
}

/** Uploads of local files. */
export interface UploadBooks {
  readonly uploadOf: (id: string) => UploadRow | undefined;
  /** In the order of their ids. */
  readonly uploadsOf: (realm: string, account: string, sha256: string) => readonly UploadRow[];
  readonly putUpload: (upload: Upload, counters: readonly string[]) => void;
}

/** An upload as a table holds it. */
export interface UploadRow {
  /** As JSON. */
  readonly upload: string;
  /** Under which its money counts, as JSON. */
  readonly counters: string;
}

/** Entries by what each attempt is by itself, retired or not: for merges. */
export interface OwnBooks {
  readonly ownRowOf: (attemptId: string) => AttemptRow | undefined;
  readonly ownRowsOf: (realm: string, digest: string) => readonly AttemptRow[];
  readonly isNumbered: (realm: string, digest: string, number: number) => boolean;
  readonly retireAll: (realm: string, digest: string) => void;
  readonly reinstate: (attemptId: string) => void;
  readonly setCounters: (attemptId: string, counters: readonly string[]) => void;
}

/** Everything that a cap may count an attempt under. */
export function countersOf({
  realm,
  runId,
  takes,
  provider,
  at,
}: Pick<AdmitRequest, "realm" | "runId" | "takes" | "at"> & {
  readonly provider: Pick<AdmitRequest["provider"], "name">;
}): readonly string[] {
  const payer = takes[0];
  const providerKey = `provider:${realm}:${provider.name}`;
  return [
    `run:${runId}`,
    ...(payer === undefined ? [] : [budgetKeyOf(payer.storyboard)]),
    providerKey,
    minuteKey(providerKey, at),
  ];
}

/** Under which a minute's spending is counted; keys of later minutes are later in the alphabet. */
export function minuteKey(key: string, at: number): string {
  return `${key}@${String(Math.max(0, Math.floor(at / 60_000))).padStart(10, "0")}`;
}

/** From which counter on, and before which, the minutes since a moment are counted. */
export function minutesSince(key: string, since: number): readonly [from: string, to: string] {
  // `A` follows on every digit.
  return [minuteKey(key, since), `${key}@A`];
}

/** What is spent under one counter, from its rows: one for each currency, and one without for tasks that have no price. */
export function spendingOf(
  key: string,
  rows: readonly { readonly currency: string; readonly micros: number; readonly tasks: number }[],
): Spending {
  return {
    key,
    spent: rows.filter((row) => row.currency !== "").map(({ currency, micros }) => ({ currency, micros })),
    tasks: rows.reduce((sum, row) => sum + row.tasks, 0),
  };
}

export function releasedColumn({ released }: { readonly released?: readonly string[] }): string | null {
  return released === undefined || released.length === 0 ? null : JSON.stringify(released);
}

export function rateColumn({ rate }: { readonly rate?: Rate }): string | null {
  return rate === undefined ? null : JSON.stringify(rate);
}

/** A clock that runs faster than the world's counts in fractions. */
export function wholeMs(at: number): number {
  return Math.floor(at);
}
