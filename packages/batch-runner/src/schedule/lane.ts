import { realmClassOf, type ResolvedProvider } from "@shotlist/core";
import type { Clock } from "../ports/clock.ts";
import type { Random } from "../ports/random.ts";
import type { TakeError } from "../failures/take-error.ts";
import { backoffMs } from "./backoff.ts";
import { createPlaces } from "./places.ts";
import type { NothingLeft } from "./rate-headers.ts";
import { createRateWindow, openWindow, type RateWindow } from "./rate-window.ts";

/** How long a provider may refuse every submit before the run leaves its takes. */
const patienceMs = 15 * 60_000;
/** How often a provider is tried that went away in the middle of a run. */
const reachTries = 6;
/** The same for one that has not answered in this run: the address may be wrong, and somebody waits. */
const firstReachTries = 4;
/** The same on this machine: a server that refuses connections here is not there. */
const firstReachTriesHere = 2;
/** So many submits in a row without an answer, and no more are risked in this run. */
const unansweredInARow = 3;

const limitBackoff = { firstMs: 2000, longestMs: 120_000 };
const reachBackoff = { firstMs: 1000, longestMs: 30_000 };

/** A vendor that asks for less says nothing usable: then the waits are our own. */
const shortestAskedMs = 1000;
/** So many refusals in a row are paced by our own waits at least, whatever the vendor asks for. */
const askedInARow = 10;
/** A poll bills nothing, and a clip's link lives for a day: no vendor can put polls off for longer than this. */
const longestPollPauseMs = 5 * 60_000;

const nothingLeftNow = "rate limit: the vendor says that no more submits are left for now";

const noPollsLeftNow = "rate limit: the vendor says that no more polls are left for now";

/** What a lane reports to the run. */
export interface LaneNews {
  readonly paused: (cause: string, untilMs?: number) => void;
  readonly resumed: () => void;
  /** Tasks are not asked about until then. */
  readonly pollsPaused: (cause: string, untilMs: number) => void;
  /** Fewer tasks than are configured may be in flight. */
  readonly slowed: (cause: string, places: { readonly most: number; readonly of: number }) => void;
  /** How many may be in flight has changed. */
  readonly learned: (most: number) => void;
  /** A slot or the lane itself may be free again. */
  readonly changed: () => void;
}

/** One provider's limits, as they are configured and as they are learned. */
export interface Lane {
  readonly provider: ResolvedProvider;
  /** Why nothing more is submitted in this run. */
  closed(): TakeError | undefined;
  /** Whether another task may be in flight. */
  hasSlot(): boolean;
  occupy(): void;
  vacate(): void;
  /** Begins with what an earlier run has learned about its places. */
  begin(kept: object | undefined): void;
  /** Goes by the places that another run has just learned, unless its own, which nobody knows of yet, are fewer. Returns whether it does. */
  follow(theirs: object, own: object | undefined): boolean;
  /** Waits for the end of a pause and for the rate limit. */
  beforeSubmit(signal: AbortSignal): Promise<void>;
  beforePoll(signal: AbortSignal): Promise<void>;
  /** A 429 on a submit; `words` are the vendor's, and `retryAfterMs` is what it asked for. */
  submitLimited(limit: Limit): void;
  /** A 429 on a poll. Answers for how long polls pause. */
  pollLimited(limit: Limit): number;
  /** The vendor says that nothing is left of a limit for a while. */
  nothingLeft(left: NothingLeft): void;
  /** Nothing could be sent. */
  unreachable(error: TakeError): void;
  /** Nobody knows what happened to a submit. */
  unanswered(error: TakeError): void;
  /** A submit was answered properly. */
  answered(): void;
  /** Whether one ever was, in this run. */
  hasAnswered(): boolean;
  close(error: TakeError): void;
}

/** A rate limit as a vendor states it. */
interface Limit {
  readonly retryAfterMs?: number | undefined;
  readonly words: string;
}

export function createLane(
  provider: ResolvedProvider,
  { clock, random, signal, news }: { clock: Clock; random: Random; signal: AbortSignal; news: LaneNews },
): Lane {
  const windows = windowsOf(provider, clock, signal);
  const concurrency = Math.max(1, provider.concurrency);
  const places = createPlaces(concurrency);
  let inFlight = 0;
  let pausedUntil = 0;
  let pollsPausedUntil = 0;
  let limitedSince: number | undefined;
  let limitedTimes = 0;
  let hasBegun = false;
  const wordsSaid = new Set<string>();
  let unreachableTimes = 0;
  let wasReached = false;
  let hasAnswered = false;
  let unansweredTimes = 0;
  let closedBy: TakeError | undefined;

  function close(error: TakeError): void {
    if (closedBy !== undefined) return;
    closedBy = error;
    news.paused(error.message);
    news.changed();
  }

  function pause(ms: number, cause: string): void {
    const until = clock.now() + ms;
    if (until <= pausedUntil) return;
    pausedUntil = until;
    news.paused(cause, until);
    // Nobody may be waiting in line: the scheduler is called when the pause is over.
    void clock.sleep(ms, signal).then(news.changed, () => undefined);
  }

  function pausePolls(ms: number, cause: string): void {
    const until = clock.now() + ms;
    if (until <= pollsPausedUntil) return;
    pollsPausedUntil = until;
    news.pollsPaused(cause, until);
  }

  /** Why a pause is made, in the vendor's own words the first time. */
  function saidOnce(words: string): string {
    if (words === "" || wordsSaid.has(words)) return "rate limit";
    wordsSaid.add(words);
    return `rate limit: ${words}`;
  }

  function triesLeft(): number {
    if (wasReached) return reachTries - unreachableTimes;
    return (realmClassOf(provider.realm) === "local" ? firstReachTriesHere : firstReachTries) - unreachableTimes;
  }

  async function untilOpen(read: () => number, own: AbortSignal): Promise<void> {
    for (let left = read() - clock.now(); left > 0; left = read() - clock.now()) await clock.sleep(left, own);
  }

  return {
    provider,
    closed: () => closedBy,
    hasSlot: () => inFlight < places.most() && clock.now() >= pausedUntil,
    occupy: () => {
      inFlight += 1;
    },
    vacate: () => {
      inFlight -= 1;
      news.changed();
    },
    async beforeSubmit(own) {
      const wasPaused = pausedUntil > clock.now();
      await untilOpen(() => pausedUntil, own);
      await windows.submits.enter("submit", own);
      // While it waited for the rate limit, another submit may have been refused.
      await untilOpen(() => pausedUntil, own);
      if (wasPaused) news.resumed();
    },
    async beforePoll(own) {
      await untilOpen(() => pollsPausedUntil, own);
      await windows.polls.enter("poll", own);
    },
    pollLimited({ retryAfterMs, words }) {
      wasReached = true;
      const now = clock.now();
      const waitMs = Math.min(retryAfterMs ?? backoffMs(1, limitBackoff, random), longestPollPauseMs);
      const cause = saidOnce(words);
      pausePolls(waitMs, cause);
      if (windows.submits === windows.polls) pause(pollsPausedUntil - now, cause);
      return pollsPausedUntil - now;
    },
    submitLimited({ retryAfterMs, words }) {
      wasReached = true;
      const now = clock.now();
      // Submits that were in flight together are refused together: one episode, one cut.
      if (now >= pausedUntil) limitedTimes += 1;
      if (places.refused(inFlight, now)) {
        news.learned(places.most());
        news.slowed(words === "" ? "rate limit" : `rate limit: ${words}`, { most: places.most(), of: concurrency });
      }
      limitedSince ??= now;
      const ownMs = backoffMs(limitedTimes, limitBackoff, random);
      const isUsable = retryAfterMs !== undefined && retryAfterMs >= shortestAskedMs;
      const waitMs = isUsable ? Math.max(retryAfterMs, limitedTimes > askedInARow ? ownMs : 0) : ownMs;
      if (waitMs > patienceMs || now + waitMs - limitedSince > patienceMs) {
        close({
          code: "rate_limited",
          message: `${provider.name} refused every submit because of its rate limit: ${words}`,
          hint: "Run again later; the remaining takes are not paid for.",
        });
        return;
      }
      pause(waitMs, saidOnce(words));
    },
    nothingLeft({ of, forMs }) {
      if (of === "submits") pause(forMs, nothingLeftNow);
      else pausePolls(forMs, noPollsLeftNow);
    },
    unreachable(error) {
      if (clock.now() < pausedUntil) return;
      unreachableTimes += 1;
      if (triesLeft() <= 0) close(error);
      else pause(backoffMs(unreachableTimes, reachBackoff, random), error.message);
    },
    unanswered(error) {
      wasReached = true;
      places.failed(clock.now());
      unansweredTimes += 1;
      if (unansweredTimes < unansweredInARow) return;
      close({
        code: "provider_unwell",
        message: `${provider.name} gave no usable answer to ${unansweredTimes} submits in a row (${error.message})`,
        hint: "Decide the uncertain takes, then run again.",
        way: "list-undecided",
      });
    },
    hasAnswered: () => hasAnswered,
    answered() {
      wasReached = true;
      hasAnswered = true;
      limitedSince = undefined;
      limitedTimes = 0;
      unreachableTimes = 0;
      unansweredTimes = 0;
      if (!places.accepted(clock.now())) return;
      news.learned(places.most());
      news.changed();
    },
    begin(kept) {
      if (hasBegun) return;
      hasBegun = true;
      if (places.begin(kept, clock.now()))
        news.slowed("rate limit in an earlier run", { most: places.most(), of: concurrency });
    },
    follow(theirs, own) {
      const before = places.most();
      if (!places.follow(theirs, own)) return false;
      if (places.most() < before) news.slowed("rate limit of another run", { most: places.most(), of: concurrency });
      if (places.most() !== before) news.changed();
      return true;
    },
    close,
  };
}

function windowsOf(
  provider: ResolvedProvider,
  clock: Clock,
  signal: AbortSignal,
): { readonly submits: RateWindow; readonly polls: RateWindow } {
  const { requestsPerMinute, submitsPerMinute, pollsPerMinute } = provider;
  const windowOf = (perMinute: number | undefined): RateWindow =>
    perMinute === undefined ? openWindow : createRateWindow(perMinute, clock, signal);
  if (requestsPerMinute !== undefined) {
    const shared = windowOf(requestsPerMinute);
    return { submits: shared, polls: shared };
  }
  return { submits: windowOf(submitsPerMinute), polls: windowOf(pollsPerMinute) };
}
