import type { BilledCount, Digest, Realm, ResolvedProvider, TakeId } from "@shotlist/core";
import type { Micros } from "../money/micros.ts";
import type { Rate } from "../money/rate.ts";
import type { AttemptState } from "./state.ts";

/** A take, wherever it is written: takes of two storyboards may have one id. */
export interface TakeKey {
  readonly storyboard: string;
  readonly take: TakeId;
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

/** What the vendor has said about a task. */
export interface TaskFacts {
  readonly wireStatus?: string;
  /** 0 to 100. */
  readonly progress?: number;
  readonly seed?: number;
  readonly durationSeconds?: number;
  readonly model?: string;
  readonly completionTokens?: number;
  readonly totalTokens?: number;
  /** What was said about the clip in a way that cannot be read as a number. */
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
