import type { LaneName } from "../ledger/search.ts";
import type { TakeKey } from "../lifecycle/attempt.ts";

/** What has to be read before decisions can be made. */
export interface Needs {
  readonly attempts: Set<string>;
  readonly tasks: Set<string>;
  /** By `digestKey`. */
  readonly digests: Map<string, readonly [realm: string, digest: string]>;
  readonly counters: Set<string>;
  /** Money by the minute, by `minutesKey`: from one counter to another. */
  readonly minutes: Map<string, readonly [from: string, to: string]>;
  /** By `takeKey`. */
  readonly takes: Map<string, TakeKey>;
  readonly uploads: Set<string>;
  /** Uploads of a file, by `fileKey`. */
  readonly files: Map<string, FileName>;
  /** By `laneKey`. */
  readonly lanes: Map<string, LaneCount>;
  /** What sessions that are gone may have left unsent. */
  orphans: boolean;
}

/** A local file at an account. */
export type FileName = readonly [realm: string, account: string, sha256: string];

/** How many attempts of a provider are in flight at a moment, and were sent since another. */
export interface LaneCount extends LaneName {
  readonly now: number;
  readonly since: number;
}

export function noNeeds(): Needs {
  return {
    attempts: new Set(),
    tasks: new Set(),
    digests: new Map(),
    counters: new Set(),
    minutes: new Map(),
    takes: new Map(),
    uploads: new Set(),
    files: new Map(),
    lanes: new Map(),
    orphans: false,
  };
}

/** Thrown where a decision asks for what was not read: it is decided again once it was. */
export class Unread extends Error {
  override readonly name = "Unread";
  readonly add: (needs: Needs) => void;
  constructor(add: (needs: Needs) => void) {
    super("unread");
    this.add = add;
  }
}

export function digestKey(realm: string, digest: string): string {
  return JSON.stringify([realm, digest]);
}

export function fileKey(file: FileName): string {
  return JSON.stringify(file);
}

export function takeKey({ storyboard, take }: TakeKey): string {
  return JSON.stringify([storyboard, take]);
}

export function minutesKey(from: string, to: string): string {
  return JSON.stringify([from, to]);
}

export function laneKey({ realm, provider, now, since }: LaneCount): string {
  return JSON.stringify([realm, provider, now, since]);
}
