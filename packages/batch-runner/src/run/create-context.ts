import type { ResolvedProvider } from "@shotlist/core";
import { present } from "@shotlist/schema";
import { formatSupportOf, type FormatSupport } from "../formats/format-support.ts";
import type { Random } from "../ports/random.ts";
import { createDownloadRoom } from "../schedule/download-room.ts";
import { createLane, type Lane } from "../schedule/lane.ts";
import { createHeardNotices } from "../schedule/heard-notices.ts";
import type { Learned } from "../schedule/learned.ts";
import { hostNotAllowed } from "../steps/headers.ts";
import { createOutputGuard } from "../steps/output-guard.ts";
import { createPolls } from "../steps/polls.ts";
import type { News, RunContext } from "../work/context.ts";
import type { Outcome } from "../work/outcome.ts";
import type { RunOptions } from "../work/options.ts";
import { capsFor, reserveFor } from "./reserve.ts";
import { withOwnPartials } from "../store/own-partials.ts";
import type { Stops } from "./stops.ts";

/** What a run goes on. */
export interface Surroundings {
  readonly options: RunOptions;
  readonly random: Random;
  readonly runId: string;
  readonly fence: number;
  readonly learned: Learned;
  /** What it has in common with others in its session, which goes on after it. Default: it has the session to itself. */
  readonly shared?: SharedParts;
}

/** What the runs in one session share: the limits of each provider, and the room for downloads. */
export type SharedParts = Pick<RunContext, "laneOf" | "downloadRoom" | "uploads">;

/** What a run's steps share, put together from its options. */
export function createContext(
  surroundings: Surroundings,
  stops: Stops,
  outcomes: ReadonlyMap<string, Outcome>,
): RunContext {
  const { options, random, runId, fence, learned, shared = createSharedParts(surroundings, stops) } = surroundings;
  const { onEvent } = options;
  const state = withOwnPartials(options.state, fence);
  const { clock } = state;
  const emit = (news: News): void => onEvent?.({ ...news, at: clock.now() });
  const cutoff = options.cutoff ?? "hard";
  const context: Omit<RunContext, "polls"> = {
    runId,
    options,
    state,
    fence,
    random,
    transport: options.transport,
    stopping: stops.stopping,
    cut: stops.cut,
    stop: stops.stop,
    emit,
    formatOf: createFormats(options),
    outputs: createOutputGuard(state, options),
    advance: (advance) => state.ledger.advance(fence, { ...advance, at: clock.now() }),
    capsOf: (work) => capsFor(work, { options, runId }),
    reserveOf: (work) => reserveFor(work.lead.estimate, cutoff),
    isLasting: surroundings.shared !== undefined,
    ...shared,
    uploaded: [],
    placed: new Map(),
    taskEnded: () => undefined,
    outcomeOf: (workKey) => outcomes.get(workKey),
    learned,
  };
  const heard = createHeardNotices(clock, stops.ended);
  const unsubscribe = options.notices?.subscribe((notice) => heard.hear(notice));
  if (unsubscribe !== undefined) stops.ended.addEventListener("abort", unsubscribe, { once: true });
  return { ...context, polls: createPolls(context, heard, laneKeyOf) };
}

/** For as many runs as there are in a session. */
export function createSharedParts(
  { options, random, learned }: Pick<Surroundings, "options" | "random" | "learned">,
  stops: Stops,
): SharedParts {
  const emit = (news: News): void => options.onEvent?.({ ...news, at: options.state.clock.now() });
  return {
    downloadRoom: createDownloadRoom(),
    laneOf: createLanes({ options, random, stops, emit, learned }),
    uploads: new Map(),
  };
}

export function createFormats({ formats = formatSupportOf }: Pick<RunOptions, "formats">): RunContext["formatOf"] {
  const known = new Map<string, FormatSupport>();
  return ({ format }) => {
    const support = known.get(format) ?? formats(format);
    known.set(format, support);
    return support;
  };
}

function createLanes({
  options,
  random,
  stops,
  emit,
  learned,
}: {
  readonly options: RunOptions;
  readonly random: Random;
  readonly stops: Stops;
  readonly emit: (news: News) => void;
  readonly learned: Learned;
}): RunContext["laneOf"] {
  const lanes = new Map<string, Lane>();
  return (provider) => {
    const key = laneKeyOf(provider);
    const lane =
      lanes.get(key) ??
      createLane(provider, {
        clock: options.state.clock,
        random,
        signal: stops.ended,
        news: {
          changed: () => stops.changes.notify(),
          resumed: () => emit({ type: "resumed", provider: provider.name }),
          slowed: (cause, { most, of }) => emit({ type: "slowed", provider: provider.name, cause, places: most, of }),
          learned: (most) => learned.set(placesNameOf(provider), { most, at: options.state.clock.now() }),
          pollsPaused: (cause, untilMs) => emit({ type: "polls-paused", provider: provider.name, cause, untilMs }),
          paused: (cause, untilMs) => emit({ type: "paused", provider: provider.name, cause, ...present({ untilMs }) }),
        },
      });
    if (!lanes.has(key)) {
      closeWhereRefused(lane, options);
      learned.hear(placesNameOf(provider), (theirs, own) => lane.follow(theirs, own));
    }
    lanes.set(key, lane);
    return lane;
  };
}

/** Nothing is submitted to a host that nobody allowed, and nothing reserved for it. */
function closeWhereRefused(lane: Lane, { hostRefusal }: RunOptions): void {
  const refusal = hostRefusal?.(lane.provider);
  if (refusal !== undefined) lane.close({ code: hostNotAllowed, ...refusal });
}

/** Takes of one provider at one place share its limits, whatever storyboard they are from. */
export function laneKeyOf({ realm, name }: Pick<ResolvedProvider, "realm" | "name">): string {
  return `${realm} ${name}`;
}

/** The name under which it is kept how many tasks a provider takes at once. */
export function placesNameOf(provider: Pick<ResolvedProvider, "realm" | "name">): string {
  return ["places", laneKeyOf(provider)].join(" ");
}
