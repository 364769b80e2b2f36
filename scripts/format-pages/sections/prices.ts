import type { PriceFact } from "@shotlist/schema";
import { blocks, code, table } from "../markdown.ts";
import type { Section } from "../page.ts";

export const prices: Section = {
  title: "Prices",
  write: ({ facts, sources }) => {
    if (facts.prices.length === 0) {
      return "None is public. Write `price:` into the provider for an estimate and a budget.";
    }
    const rows = facts.prices.map((price) => [
      price.models.map(code).join(", "),
      conditionsOf(price),
      `${price.amount} ${price.currency} ${per[price.per]}`,
      price.amountWithVideo === undefined ? "" : `${price.amountWithVideo} ${price.currency}`,
      price.asOf,
      sources.mark(price.provenance, `price of ${price.models.map(code).join(", ")}`),
    ]);
    const lower = facts.prices.some(({ lowerWith }) => lowerWith === "any_media") ? "with media" : "with a video";
    return blocks(
      "As they were on the day; the vendor decides. A `price:` of the provider's own goes first.",
      table(["models", "when", "price", lower, "as of", "source"], rows),
    );
  },
};

const per: { readonly [unit in PriceFact["per"]]: string } = {
  second: "a second",
  million_tokens: "a million tokens",
  clip: "a clip",
};

function conditionsOf({ resolutions, audio, serviceTiers }: PriceFact): string {
  return [
    ...(resolutions === undefined ? [] : [resolutions.join(", ")]),
    ...(audio === undefined ? [] : [audio ? "with sound" : "silent"]),
    ...(serviceTiers === undefined ? [] : [`tier ${serviceTiers.join(", ")}`]),
  ].join("; ");
}
