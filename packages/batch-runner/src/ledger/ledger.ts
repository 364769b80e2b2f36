import type { Version, TakeRecord } from "./take-record.ts";
import type { TakeKey, Intent, TaskFacts, Attempt } from "../lifecycle/attempt.ts";
import type { LedgerMoney, Micros } from "../money/micros.ts";
import type { Digest, JsonObject, Realm, ResolvedProvider, TakeId } from "@shotlist/core";
import type { Holder } from "../failures/ledger-errors.ts";
import type { AttemptEvent } from "../lifecycle/event.ts";
import type { AttemptStateName } from "../lifecycle/state.ts";
import type { TakeReview } from "./review.ts";
import type { LedgerRecord } from "./ledger-record.ts";
import type { Cap } from "./cap.ts";
import type { Rate } from "../money/rate.ts";
import type { SteadyTime } from "../ports/clock.ts";
import type { Upload, UploadAdmission, UploadEnd, UploadRequest } from "./upload.ts";

export type { Cap } from "./cap.ts";

/** Asks to spend. */
export interface AdmitRequest {
  readonly id: string;
  readonly realm: Realm;
  readonly digest: Digest;
  readonly provider: ResolvedProvider;
  readonly model: string;
  readonly runId: string;
  readonly takes: readonly TakeKey[];
  /** Absent where there is no price. */
  readonly reserve?: LedgerMoney;
  /** By what the clip is billed, where the provider's price says. */
  readonly rate?: Rate;
  readonly failuresAreFree: boolean;
  readonly caps: readonly Cap[];
  /** Submits of this run that may be billed, at most. */
  readonly maxTasks?: number;
  /** What all sessions together keep within; see `Ledger.shared`. Default: none. */
  readonly limits?: LaneLimits;
  readonly at: number;
  /** The same moment in a time that nobody can set. */
  readonly steady?: SteadyTime;
}

/** How much a provider is asked for. */
export interface LaneLimits {
  /** Tasks at most. One that is uncertain counts for as long as its task may run. */
  readonly inFlight?: number;
  readonly submitsPerMinute?: number;
}

export type Admission =
  | { readonly kind: "admitted"; readonly attempt: Attempt }
  /** The digest has an attempt already; nothing may be submitted. */
  | { readonly kind: "exists"; readonly attempt: Attempt }
  | { readonly kind: "over-cap"; readonly cap: Cap; readonly taken: Micros }
  | { readonly kind: "over-tasks"; readonly maxTasks: number }
  /** All sessions together are at a limit: nothing is reserved, and it is asked again soon. */
  | { readonly kind: "wait"; readonly cause: "in-flight" | "rate" };

/** Whether an attempt may be worked on. */
type Claim =
  | { readonly claimed: true; readonly attempt: Attempt }
  /** Another session that lives works on it: it is asked again later. */
  | { readonly claimed: false; readonly attempt: Attempt };

export interface Advance {
  readonly attemptId: string;
  readonly event: AttemptEvent;
  readonly at: number;
  /** With the event `intent`. */
  readonly intent?: Intent;
  readonly facts?: TaskFacts;
}

export interface Advanced {
  readonly attempt: Attempt;
}

export interface AttemptFilter {
  readonly storyboard?: string;
  readonly take?: TakeId;
  readonly states?: readonly AttemptStateName[];
}

export type Acquired =
  | { readonly acquired: true; readonly fence: number; readonly takenOverFrom?: Holder }
  /** `beatAt`: when the holder was last heard of; never later than now. */
  | { readonly acquired: false; readonly holder: Holder; readonly beatAt: number };

/** What the ledger counts under a key: `run:<id>`, `storyboard:<name>`, or `provider:<realm>:<name>`. */
export interface Spending {
  readonly key: string;
  readonly spent: readonly LedgerMoney[];
  readonly tasks: number;
}

/**
 * The durable record of takes, attempts and money. Speaks in whole decisions: what a method promises has happened, all
 * of it or nothing, when its promise resolves. Writers hold the lock; a writer whose fence is not the newest gets
 * `LedgerFencedError`. A disk that refuses is a `StorageError`.
 */
export interface Ledger {
  /**
   * Set where many sessions write it at a time: then `acquire` begins one of them and refuses nobody, and a session that does
   * not `beat` as often as this is soon taken over.
   */
  readonly shared?: { readonly beatEveryMs: number };
  /** Takes the lock if it is free, or from a holder that `isGone`. */
  acquire(
    holder: Holder,
    options: { readonly isGone: (holder: Holder, beatAt: number) => boolean; readonly at: number },
  ): Promise<Acquired>;
  /** Records that the holder of `fence` is alive. */
  beat(fence: number, at: number): Promise<void>;
  release(fence: number): Promise<void>;
  /** The holder of the lock now. */
  holder(): Promise<{ readonly holder: Holder; readonly beatAt: number } | undefined>;
  /** The newest fence that was given, whoever has it; 0 where none was. */
  newestFence(): Promise<number>;

  /** Reserves money and a place for one attempt of a digest, or says why not. Joins `takes` to an attempt that exists. */
  admit(fence: number, request: AdmitRequest): Promise<Admission>;
  /**
   * Takes an attempt over unless another session that lives works on it. What a session that is gone was sending is uncertain
   * then; what it had reserved and not sent is free.
   */
  claim(fence: number, attemptId: string, at: number): Promise<Claim>;
  /** Lets others claim the newest attempt of a digest. A session leaves what it has done all it can for, and lives on. */
  leave(fence: number, realm: string, digest: string): Promise<void>;
  /** Runs one event of the lifecycle, with what it does to the money. */
  advance(fence: number, advance: Advance): Promise<Advanced>;
  /** Joins takes to an attempt of the same digest. */
  join(fence: number, attemptId: string, takes: readonly TakeKey[]): Promise<void>;
  /** Remembers what is asked for under a take's name. */
  want(fence: number, take: Omit<TakeRecord, "chosen">): Promise<void>;
  /** Adds the clip to the take's versions, once for each attempt and its bytes. */
  addVersion(fence: number, version: Omit<Version, "number">): Promise<Version>;
  /** Chooses among a take's versions; `undefined` follows the newest again. */
  choose(fence: number, take: TakeKey, version: number | undefined): Promise<void>;
  /** Joins what people said about a take's clips to what was said before; of two sayings about one thing the later one counts. */
  review(fence: number, take: TakeKey, review: TakeReview): Promise<void>;
  /** Keeps under a name what a run has learned that saves later runs time and no money: the last that was kept counts. */
  remember(fence: number, name: string, learned: JsonObject): Promise<void>;

  /**
   * Reserves the money of an upload and records that it is about to leave, or says why it is not needed or not allowed. A file goes to an
   * account once: what is usable is answered (`isUsable`), and what may have been paid for is held (`isHeldUpload`), first becoming
   * `uncertain` where it was `uploading` and the ledger has one writer at a time. Money counts under the same keys as that of attempts (`countersOf`), and as no task.
   */
  beginUpload(fence: number, request: UploadRequest): Promise<UploadAdmission>;
  /** Records how an upload ended, with what that does to its money: see `endedUpload`. */
  endUpload(fence: number, id: string, end: UploadEnd, at: number): Promise<Upload>;

  /** The attempt of a digest that counts: the one that was not resubmitted. */
  current(realm: Realm, digest: Digest): Promise<Attempt | undefined>;
  /** The same of many digests, in no order; digests without one are left out. */
  currentOf(realm: Realm, digests: readonly Digest[]): Promise<readonly Attempt[]>;
  attempt(id: string): Promise<Attempt | undefined>;
  /** The attempt that has a task of the vendor's, history included. */
  attemptOfTask(realm: Realm, taskId: string): Promise<Attempt | undefined>;
  attempts(filter?: AttemptFilter): Promise<readonly Attempt[]>;
  take(key: TakeKey): Promise<TakeRecord | undefined>;
  takes(storyboard?: string): Promise<readonly TakeRecord[]>;
  versions(key: TakeKey): Promise<readonly Version[]>;
  /** The versions of all takes of a storyboard, by take and number. */
  versionsIn(storyboard: string): Promise<readonly Version[]>;
  /** What people said about a take's clips. */
  reviewOf(key: TakeKey): Promise<TakeReview | undefined>;
  /** Every upload, in the order of their ids. */
  uploads(): Promise<readonly Upload[]>;
  spending(key: string): Promise<Spending>;
  /** What a run has learned under this name, in this ledger. It is neither exported nor imported. */
  recall(name: string): Promise<JsonObject | undefined>;
  /** Everything there is, in its own order: the same ledger, the same lines. */
  records(): Promise<readonly LedgerRecord[]>;
  /**
   * Joins records of another ledger, or of this one at an earlier time: nothing is forgotten, of two accounts of an attempt
   * the better known one stays, and of two attempts of a digest the better one counts. Returns how many records were new.
   */
  importRecords(fence: number, records: readonly LedgerRecord[]): Promise<number>;
  close(): Promise<void>;
}
