import { isAmount } from "../records/is-amount.ts";

/** Refusals within this time after a cut belong to the episode that was answered by it. */
const cooldownMs = 60_000;
/** A vendor that fails says nothing about how many tasks it takes. */
const frozenMs = 60_000;
/** What an earlier run has learned is forgotten place by place. */
const forgottenEveryMs = 10 * 60_000;

/** How many tasks a provider takes at once, as far as its refusals have shown: never more than are configured. */
export interface Places {
  most(): number;
  /** A rate limit has refused a submit while so many tasks were in flight. Whether that has cut the places. */
  refused(inFlight: number, now: number): boolean;
  /** A submit was answered properly. Whether there is one more place. */
  accepted(now: number): boolean;
  /** The vendor has failed. */
  failed(now: number): void;
  /** Begins where an earlier run has ended, by what is kept of it: `{ most, at }`, in milliseconds since 1970. Whether that leaves fewer places than are configured. */
  begin(kept: object | undefined, now: number): boolean;
  /** Goes by what another run has just kept, unless its own, which is not kept yet, are fewer. Returns whether it does. */
  follow(theirs: object, own: object | undefined): boolean;
}

/** Halves them once for each episode of refusals, and adds one after each round without any. */
export function createPlaces(configured: number): Places {
  let most = configured;
  let cleanInRow = 0;
  let cutAt = Number.NEGATIVE_INFINITY;
  let failedAt = Number.NEGATIVE_INFINITY;
  const within = (read: number): number => Math.max(1, Math.min(configured, Math.floor(read)));
  return {
    most: () => most,
    refused(inFlight, now) {
      cleanInRow = 0;
      // A clock that was set back ends the episode.
      if (now >= cutAt && now < cutAt + cooldownMs) return false;
      cutAt = now;
      const before = most;
      most = Math.max(1, Math.floor(Math.min(most, Math.max(1, inFlight)) / 2));
      return most < before;
    },
    accepted(now) {
      if (now >= failedAt && now < failedAt + frozenMs) return false;
      cleanInRow += 1;
      if (cleanInRow < most || most >= configured) return false;
      most += 1;
      cleanInRow = 0;
      return true;
    },
    failed(now) {
      failedAt = now;
      cleanInRow = 0;
    },
    begin(kept, now) {
      const read = { most: 0, at: 0, ...kept };
      if (!isCount(read.most) || !isAmount(read.at)) return false;
      const regained = Math.floor(Math.max(0, now - read.at) / forgottenEveryMs);
      most = within(read.most + regained);
      return most < configured;
    },
    follow(theirs, own) {
      const read = { most: 0, ...theirs };
      if (!isCount(read.most) || (own !== undefined && most <= read.most)) return false;
      if (within(read.most) !== most) cleanInRow = 0;
      most = within(read.most);
      return true;
    },
  };
}

function isCount(value: unknown): value is number {
  return isAmount(value) && value >= 1;
}
