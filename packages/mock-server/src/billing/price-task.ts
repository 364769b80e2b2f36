import type { FormatFacts, PriceFact } from "@shotlist/schema";
import type { RequestedClip } from "../vendor/requested-clip.ts";
import { completionTokens } from "../tasks/usage.ts";

/** Money in millionths of a currency's unit, so that sums stay exact. */
export interface MicroPrice {
  readonly currency: string;
  readonly micros: number;
}

const microsPerUnit = 1_000_000;

/** What a clip would have cost by the published prices; undefined where none is published. */
export function priceTask(facts: FormatFacts, clip: RequestedClip): MicroPrice | undefined {
  const price = facts.prices.find((candidate) => isPriceOf(candidate, clip));
  if (price === undefined) return undefined;
  const reduced = price.lowerWith === "any_media" ? clip.mediaInput : clip.videoInput;
  const amount = reduced ? (price.amountWithVideo ?? price.amount) : price.amount;
  const units = {
    second: clip.seconds,
    clip: 1,
    million_tokens: completionTokens(clip, facts.framesPerSecond.value) / 1_000_000,
  }[price.per];
  return { currency: price.currency, micros: Math.round(amount * units * microsPerUnit) };
}

function isPriceOf({ models, resolutions, audio, serviceTiers }: PriceFact, clip: RequestedClip): boolean {
  if (!models.includes(clip.model) || resolutions?.includes(clip.resolution) === false) return false;
  if (audio !== undefined && audio !== clip.audio) return false;
  return serviceTiers === undefined || serviceTiers.some((tier) => tier === (clip.echo["service_tier"] ?? "default"));
}

/** A price in units of its currency. */
export function toPrice({ currency, micros }: MicroPrice): { readonly amount: number; readonly currency: string } {
  return { amount: toUnits(micros), currency };
}

/** Micros as units of the currency. */
export function toUnits(micros: number): number {
  return micros / microsPerUnit;
}
