import type { Digest } from "@shotlist/core";
import type { TakeKey } from "../lifecycle/attempt.ts";

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
  /** A hash for each field of the shot, so that a change can be named. */
  readonly fields: Readonly<Record<string, string>>;
  /** The version that `shotlist use` chose. */
  readonly chosen?: number;
  /** When it was asked for, in milliseconds since 1970. */
  readonly at?: number;
}
