import type { FormatFacts } from "@shotlist/schema";
import { autoDuration } from "../model/clip-length.ts";
import { modelFactsOf } from "@shotlist/schema";
import { type ListPrice, maximumAmount, type Price, type Rate } from "../model/price.ts";
import type { Estimate } from "../model/plan.ts";
import type { ResolvedShot } from "../model/shot.ts";
import { listPriceOf } from "./list-price.ts";

/** Length of a local reference video in seconds, by the hash of its bytes, where it is known. */
type KnownSeconds = ReadonlyMap<string, number>;

export interface EstimateInput {
  readonly asked: ResolvedShot;
  /** The configured price. It alone counts where there is one, also for what it does not name. */
  readonly price: Price | undefined;
  /** Whether the vendor's list prices hold: its own host is asked, without a relay between. */
  readonly atVendor: boolean;
  readonly facts: FormatFacts;
  readonly knownSeconds: KnownSeconds;
}

const unknown: Estimate = { kind: "unknown" };

/** What a take is expected to cost, by the configured price or the vendor's. Never a made-up number: `unknown` without one. */
export function estimateOf(input: EstimateInput): Estimate {
  const estimate = reckon(input);
  // A length beyond reason at an odd model: no budget may count on such a number.
  const most = estimate.kind === "exact" ? estimate.amount : estimate.kind === "range" ? estimate.max : 0;
  return most <= maximumAmount ? estimate : unknown;
}

/** The one rate that a clip is reckoned by. */
interface Tariff extends Pick<ListPrice, "per" | "amount" | "currency"> {
  readonly listPrice?: ListPrice;
}

function reckon(input: EstimateInput): Estimate {
  const { asked, facts } = input;
  const tariff = tariffOf(input);
  if (tariff === undefined) return unknown;
  if (tariff.per === "clip") return costOf({ min: 1, max: 1 }, tariff);
  const seconds = secondsOf(asked, facts);
  if (seconds === undefined) return unknown;
  if (tariff.per === "second") return costOf(seconds, tariff);
  const tokens = millionTokensOf(input, seconds);
  return tokens === undefined ? unknown : costOf(tokens, tariff);
}

function tariffOf({ asked, price, atVendor, facts }: EstimateInput): Tariff | undefined {
  if (price !== undefined) return configuredTariff(price, asked);
  const listPrice = atVendor ? listPriceOf(asked, facts) : undefined;
  return listPrice === undefined ? undefined : { ...listPrice, listPrice };
}

function configuredTariff(price: Price, asked: ResolvedShot): Tariff | undefined {
  const withVideo = hasVideo(asked) ? rateFor(price.perMillionTokensWithVideo, asked) : undefined;
  const rates = [
    ["clip", rateFor(price.perClip, asked)],
    ["second", rateFor(price.perSecond, asked)],
    ["million_tokens", withVideo ?? rateFor(price.perMillionTokens, asked)],
  ] as const;
  for (const [per, amount] of rates) if (amount !== undefined) return { per, amount, currency: price.currency };
  return undefined;
}

/** A number that lies between two, which may be the same. */
interface Span {
  readonly min: number;
  readonly max: number;
}

/**
 * The documented count: (24 × seconds + 1) × width × height / 1024 for what is made, more for the seconds of reference
 * videos, and with a video never less than five thirds of the clip's own seconds.
 */
function millionTokensOf({ asked, facts, knownSeconds }: EstimateInput, clip: Span): Span | undefined {
  const pixels = pixelsOf(asked, facts);
  const watched = watchedSeconds(asked, facts, knownSeconds);
  if (pixels === undefined || watched === undefined) return undefined;
  const framesPerSecond = facts.framesPerSecond.value;
  const factor = draftFactor(asked, facts);
  const count = (inputSeconds: number, seconds: number): number => {
    const counted = framesPerSecond * (inputSeconds + seconds) + 1;
    const floor = hasVideo(asked) ? Math.ceil((seconds * 5) / 3) * framesPerSecond : 0;
    return (Math.max(counted, floor) * pixels * factor) / 1024 / 1_000_000;
  };
  return { min: count(watched.min, clip.min), max: count(watched.max, clip.max) };
}

/** Seconds of all reference videos together; `undefined` where neither they nor their limit are known. */
function watchedSeconds(asked: ResolvedShot, facts: FormatFacts, knownSeconds: KnownSeconds): Span | undefined {
  const videos = asked.references.filter(({ role }) => role === "reference_video");
  const lengths = videos.map(({ media }) => (media.from === "file" ? knownSeconds.get(media.sha256) : undefined));
  const min = lengths.reduce<number>((total, length) => total + (length ?? 0), 0);
  if (lengths.every((length) => length !== undefined)) return { min, max: min };
  const max = referenceLimit(asked, facts);
  return max === undefined ? undefined : { min, max };
}

function referenceLimit({ model }: ResolvedShot, facts: FormatFacts): number | undefined {
  const listed = modelFactsOf(model, facts) ?? facts.models[0];
  return listed?.roles.reference_video?.maxTotalSeconds;
}

function hasVideo({ references }: ResolvedShot): boolean {
  return references.some(({ role }) => role === "reference_video");
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

/** One length, or what a model may choose from; `undefined` where nobody documents what it chooses from. */
function secondsOf({ duration, frames, model }: ResolvedShot, facts: FormatFacts): Span | undefined {
  if (duration === autoDuration) return modelFactsOf(model, facts)?.duration.value;
  const seconds = duration ?? (frames ?? 0) / facts.framesPerSecond.value;
  return { min: seconds, max: seconds };
}

function rateFor(rate: Rate | undefined, { resolution }: ResolvedShot): number | undefined {
  return typeof rate === "object" ? rate.get(resolution) : rate;
}

function costOf(counted: Span, { amount, currency, listPrice }: Tariff): Estimate {
  const [min, max] = [round(counted.min * amount), round(counted.max * amount)];
  const money = listPrice === undefined ? { currency } : { currency, listPrice };
  return counted.min === counted.max ? { kind: "exact", amount: min, ...money } : { kind: "range", min, max, ...money };
}

/** Money to a millionth: products of decimals carry noise in the last binary digits. */
function round(amount: number): number {
  return Math.round(amount * 1_000_000) / 1_000_000;
}
