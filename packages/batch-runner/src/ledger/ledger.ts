import type { BilledCount, Digest, Realm, ResolvedProvider, TakeId } from "@shotlist/core";
import type { Holder } from "../errors.ts";
import type { AttemptEvent } from "../lifecycle/event.ts";
import type { AttemptState, AttemptStateName } from "../lifecycle/state.ts";
import type { LedgerRecord } from "./ledger-record.ts";
import type { Micros } from "../money/micros.ts";
import type { Rate } from "../money/rate.ts";
import type { SteadyTime } from "../ports/clock.ts";

/** A take, wherever it is written: takes of two storyboards may have one id. */
export interface TakeKey {
  readonly storyboard: string;
  readonly take: TakeId;
}

/** Money of one currency as the ledger keeps it. */
export interface LedgerMoney {
  readonly micros: Micros;
  readonly currency: string;
}

/** What was sent, by hash, and how it can be recognised: durable before its first byte leaves. */
export interface Intent {
  readonly method: string;
  readonly path: string;
  /** `sha256` of the body, in hex. */
  readonly bodyHash: string;
  /** The seed in the request: authored, or derived from digest and attempt number. */
  readonly seed?: number;
  readonly clientId: string;
}

/** What the vendor has said of a task. */
export interface TaskFacts {
  readonly wireStatus?: string;
  /** 0 to 100. */
  readonly progress?: number;
  readonly seed?: number;
  readonly durationSeconds?: number;
  readonly model?: string;
  readonly completionTokens?: number;
  readonly totalTokens?: number;
  /** What was said of the clip in a way that cannot be read as a number. */
  readonly unreadable?: readonly BilledCount[];
}

/** One paid submission of a digest. */
export interface Attempt {
  readonly id: string;
  readonly realm: Realm;
  readonly digest: Digest;
  /** Counts the attempts of a digest in its realm, from 1. */
  readonly number: number;
  readonly state: AttemptState;
  /** The endpoint as it was when the attempt was made. */
  readonly provider: ResolvedProvider;
  readonly model: string;
  readonly runId: string;
  readonly takes: readonly TakeKey[];
  /** The quote, reserved while nothing is settled; 0 where there is no price. */
  readonly reserved: Micros;
  /** What it costs: the bill where the vendor reports what `rate` counts, else the quote. */
  readonly settled?: Micros;
  readonly rate?: Rate;
  readonly currency?: string;
  readonly failuresAreFree: boolean;
  /** Tasks that a person took away from it again, in that order: each time it went back to `uncertain`. */
  readonly released?: readonly string[];
  readonly intent?: Intent;
  readonly facts: TaskFacts;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly intentAt?: number;
  readonly submittedAt?: number;
  readonly finishedAt?: number;
  readonly updatedAt: number;
}

/** A limit on money. `key` names what it limits, such as `run:<id>` or `storyboard:<name>`. */
export interface Cap {
  readonly key: string;
  readonly limit: LedgerMoney;
  /** What was reserved longer ago does not count. Default: all counts, ever. */
  readonly withinMs?: number;
}

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
  readonly at: number;
  /** The same moment in a time that nobody can set. */
  readonly steady?: SteadyTime;
}

export type Admission =
  | { readonly kind: "admitted"; readonly attempt: Attempt }
  /** The digest has an attempt already; nothing may be submitted. */
  | { readonly kind: "exists"; readonly attempt: Attempt }
  | { readonly kind: "over-cap"; readonly cap: Cap; readonly taken: Micros }
  | { readonly kind: "over-tasks"; readonly maxTasks: number };

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

/** One clip of a take. Immutable. */
export interface Version extends TakeKey {
  /** Counts the versions of a take, from 1. */
  readonly number: number;
  readonly digest: Digest;
  readonly attemptId: string;
  readonly sha256: string;
  readonly at: number;
}

/** What was last asked for under a take's name. */
export interface TakeRecord extends TakeKey {
  readonly digest: Digest;
  /** A hash for each field of the intent, so that a change can be named. */
  readonly fields: Readonly<Record<string, string>>;
  /** The version that `shotlist use` chose. */
  readonly chosen?: number;
  /** When it was asked for, in milliseconds since 1970. */
  readonly at?: number;
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
  /** Takes the lock, from nobody or from a holder that `isGone`. */
  acquire(
    holder: Holder,
    options: { readonly isGone: (holder: Holder, beatAt: number) => boolean; readonly at: number },
  ): Promise<Acquired>;
  /** Says that the holder of `fence` is alive. */
  beat(fence: number, at: number): Promise<void>;
  release(fence: number): Promise<void>;
  /** Who holds the lock now. */
  holder(): Promise<{ readonly holder: Holder; readonly beatAt: number } | undefined>;

  /** Reserves money and a place for one attempt of a digest, or says why not. Joins `takes` to an attempt that exists. */
  admit(fence: number, request: AdmitRequest): Promise<Admission>;
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

  /** The attempt of a digest that counts: the one that was not resubmitted. */
  current(realm: Realm, digest: Digest): Promise<Attempt | undefined>;
  attempt(id: string): Promise<Attempt | undefined>;
  /** The attempt that has a task of the vendor's, history included. */
  attemptOfTask(realm: Realm, taskId: string): Promise<Attempt | undefined>;
  attempts(filter?: AttemptFilter): Promise<readonly Attempt[]>;
  take(key: TakeKey): Promise<TakeRecord | undefined>;
  takes(storyboard?: string): Promise<readonly TakeRecord[]>;
  versions(key: TakeKey): Promise<readonly Version[]>;
  spending(key: string): Promise<Spending>;
  /** Everything there is, in an order of its own: the same ledger, the same lines. */
  records(): Promise<readonly LedgerRecord[]>;
  /**
   * Joins records of another ledger, or of this one at an earlier time: nothing is forgotten, of two accounts of an attempt
   * the better known one stays, and of two attempts of a digest the better one counts. Answers how many records were news.
   */
  importRecords(fence: number, records: readonly LedgerRecord[]): Promise<number>;
  close(): Promise<void>;
}
