import type { FormatFacts, PriceFact } from "@shotlist/schema";
import { modelFactsOf } from "@shotlist/schema";
import type { ListPrice } from "../model/price.ts";
import type { ResolvedShot } from "../model/shot.ts";

/** What the vendor publishes as the price of such a clip; nothing where no page was read that states one. */
export function listPriceOf(shot: ResolvedShot, facts: FormatFacts): ListPrice | undefined {
  const model = modelFactsOf(shot.model, facts);
  if (model === undefined) return undefined;
  const ids = [model.id, ...(model.aliases ?? [])];
  const fact = facts.prices.find((price) => price.models.some((id) => ids.includes(id)) && isFor(shot, price));
  if (fact === undefined) return undefined;
  const { full, lower } = keptPricesOf(fact);
  return lower !== undefined && bringsLower(shot, fact) ? lower : full;
}

function isFor(
  { resolution, audio, serviceTier = "default" }: ResolvedShot,
  { resolutions, audio: onlyAudio = audio, serviceTiers, provenance }: PriceFact,
): boolean {
  if (provenance.grade === "assumed" || onlyAudio !== audio) return false;
  return resolutions?.includes(resolution) !== false && serviceTiers?.includes(serviceTier) !== false;
}

/** The lower price holds with a video among the media, or at some vendors with any medium. */
function bringsLower({ references }: ResolvedShot, { lowerWith = "video" }: PriceFact): boolean {
  return references.some(({ kind }) => lowerWith === "any_media" || kind === "video");
}

interface KeptPrices {
  readonly full: ListPrice;
  readonly lower: ListPrice | undefined;
}

/** One object for each published amount: very many takes hold the same. */
const kept = new WeakMap<PriceFact, KeptPrices>();

function keptPricesOf(fact: PriceFact): KeptPrices {
  const before = kept.get(fact);
  if (before !== undefined) return before;
  const { per, amount, amountWithVideo, currency, asOf, provenance } = fact;
  const at = (money: number): ListPrice => ({ per, amount: money, currency, source: provenance.source ?? "", asOf });
  const prices = { full: at(amount), lower: amountWithVideo === undefined ? undefined : at(amountWithVideo) };
  kept.set(fact, prices);
  return prices;
}
