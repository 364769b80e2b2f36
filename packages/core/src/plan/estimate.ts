import type { FormatFacts } from "@shotlist/schema";
import { autoDuration } from "../model/clip-length.ts";
import { modelFactsOf } from "../model/model-facts.ts";
import { maximumAmount, type Price, type Rate } from "../model/price.ts";
import type { Estimate } from "../model/plan.ts";
import type { ResolvedShot } from "../model/shot.ts";

/** Length of a local reference video in seconds, by the hash of its bytes, where it is known. */
type KnownSeconds = ReadonlyMap<string, number>;

export interface EstimateInput {
  readonly intent: ResolvedShot;
  readonly price: Price | undefined;
  readonly facts: FormatFacts;
  readonly knownSeconds: KnownSeconds;
}

const unknown: Estimate = { kind: "unknown" };

/** What a take is expected to cost at the provider's configured price. Never a made-up number: `unknown` without one. */
export function estimateOf(input: EstimateInput): Estimate {
  const estimate = reckon(input);
  // A length beyond reason at an odd model: no budget may count on such a number.
  const most = estimate.kind === "exact" ? estimate.amount : estimate.kind === "range" ? estimate.max : 0;
  return most <= maximumAmount ? estimate : unknown;
}

function reckon({ intent, price, facts, knownSeconds }: EstimateInput): Estimate {
  if (price === undefined) return unknown;
  const { currency } = price;
  const perClip = rateFor(price.perClip, intent);
  if (perClip !== undefined) return exact(perClip, currency);
  const seconds = secondsOf(intent, facts);
  if (seconds === undefined) return unknown;
  const perSecond = rateFor(price.perSecond, intent);
  if (perSecond !== undefined) return between(perSecond * seconds.min, perSecond * seconds.max, currency);
  return byTokens({ intent, price, facts, knownSeconds }, seconds);
}

/**
 * The documented count: (24 × seconds + 1) × width × height / 1024 for what is made, more for the seconds of reference
 * videos, and with a video never less than five thirds of the clip's own seconds.
 */
function byTokens({ intent, price, facts, knownSeconds }: EstimateInput, clip: Seconds): Estimate {
  const videos = intent.references.filter(({ role }) => role === "reference_video");
  const withVideo = videos.length > 0 ? rateFor(price?.perMillionTokensWithVideo, intent) : undefined;
  const rate = withVideo ?? rateFor(price?.perMillionTokens, intent);
  const pixels = pixelsOf(intent, facts);
  if (price === undefined || rate === undefined || pixels === undefined) return unknown;
  const framesPerSecond = facts.framesPerSecond.value;
  const factor = draftFactor(intent, facts);
  const cost = (inputSeconds: number, seconds: number): number => {
    const counted = framesPerSecond * (inputSeconds + seconds) + 1;
    const floor = videos.length > 0 ? Math.ceil((seconds * 5) / 3) * framesPerSecond : 0;
    return ((Math.max(counted, floor) * pixels * factor) / 1024 / 1_000_000) * rate;
  };
  if (videos.length === 0) return between(cost(0, clip.min), cost(0, clip.max), price.currency);
  const lengths = videos.map(({ media }) => (media.from === "file" ? knownSeconds.get(media.sha256) : undefined));
  if (lengths.every((length) => length !== undefined)) {
    const watched = lengths.reduce((total, length) => total + length, 0);
    return between(cost(watched, clip.min), cost(watched, clip.max), price.currency);
  }
  const longest = referenceLimit(intent, facts);
  if (longest === undefined) return unknown;
  const shortest = lengths.reduce<number>((total, length) => total + (length ?? 0), 0);
  return range(cost(shortest, clip.min), cost(longest, clip.max), price.currency);
}

function referenceLimit({ model }: ResolvedShot, { models }: FormatFacts): number | undefined {
  const listed = models.find(({ id }) => id === model) ?? models[0];
  return listed?.roles.reference_video?.maxTotalSeconds;
}

/** Width times height. Without a ratio the picture's own shape decides, and every ratio of a resolution has like pixels. */
function pixelsOf({ model, resolution, ratio }: ResolvedShot, facts: FormatFacts): number | undefined {
  const sizes = (modelFactsOf(model, facts)?.ratioPixels ?? facts.ratioPixels)?.value[resolution];
  const size = sizes === undefined ? undefined : (sizes[ratio ?? ""] ?? Object.values(sizes)[0]);
  return size === undefined ? undefined : size[0] * size[1];
}

/** A draft uses a documented share of the tokens that its pixels would. */
function draftFactor({ model, draft, audio }: ResolvedShot, facts: FormatFacts): number {
  const factors = draft === true ? modelFactsOf(model, facts)?.draftTerms?.value.tokenFactor : undefined;
  return (audio ? factors?.withAudio : factors?.silent) ?? 1;
}

/** How long a clip may become. */
interface Seconds {
  readonly min: number;
  readonly max: number;
}

/** One length, or what a model may choose from; `undefined` where nobody documents what it chooses from. */
function secondsOf({ duration, frames, model }: ResolvedShot, facts: FormatFacts): Seconds | undefined {
  if (duration === autoDuration) return modelFactsOf(model, facts)?.duration.value;
  const seconds = duration ?? (frames ?? 0) / facts.framesPerSecond.value;
  return { min: seconds, max: seconds };
}

function rateFor(rate: Rate | undefined, { resolution }: ResolvedShot): number | undefined {
  return typeof rate === "object" ? rate.get(resolution) : rate;
}

function exact(amount: number, currency: string): Estimate {
  return { kind: "exact", amount: round(amount), currency };
}

function range(min: number, max: number, currency: string): Estimate {
  return { kind: "range", min: round(min), max: round(max), currency };
}

function between(min: number, max: number, currency: string): Estimate {
  return min === max ? exact(min, currency) : range(min, max, currency);
}

/** Money to a millionth: products of decimals carry noise in the last binary digits. */
function round(amount: number): number {
  return Math.round(amount * 1_000_000) / 1_000_000;
}
