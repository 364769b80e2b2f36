import { factsOf } from "@shotlist/schema";
import type { FormatFacts, FormatRef, PriceFact } from "@shotlist/schema";

const pixelsPerToken = 1024;
/** Clips of the largest tier anyone offers, for formats whose pixel table is not known. */
const largestPixels = 3840 * 2160;

/** The most that any one task of the format can cost in a currency, by its published prices; undefined where there is none. */
export function worstPrice(format: FormatRef, currency: string): number | undefined {
  const facts = factsOf(format);
  const prices = facts.prices.filter((price) => price.currency === currency);
  return prices.length === 0 ? undefined : Math.max(...prices.map((price) => worstOf(facts, price)));
}

function worstOf(facts: FormatFacts, { per, amount, amountWithVideo = 0 }: PriceFact): number {
  const dearest = Math.max(amount, amountWithVideo);
  const seconds = Math.max(...facts.models.map(({ duration }) => duration.value.max));
  switch (per) {
    case "clip":
      return dearest;
    case "second":
      return dearest * seconds;
    case "million_tokens":
      return (dearest * tokensOf(facts, seconds)) / 1_000_000;
    default:
      return per satisfies never;
  }
}

function tokensOf(facts: FormatFacts, seconds: number): number {
  const sizes = Object.values(facts.ratioPixels?.value ?? {}).flatMap((ratios) => Object.values(ratios));
  const pixels = sizes.length === 0 ? largestPixels : Math.max(...sizes.map(([width, height]) => width * height));
  // The published floor for tasks with a video among their references.
  const frames = Math.ceil((seconds * 5) / 3 + 15) * facts.framesPerSecond.value + 1;
  return (frames * pixels) / pixelsPerToken;
}
