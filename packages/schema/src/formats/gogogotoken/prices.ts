import type { PriceFact } from "../../facts/facts.ts";
import type { Provenance } from "../../facts/provenance.ts";

const billing: Provenance = { grade: "public", source: "GogogoToken: billing" };
const table: Provenance = { grade: "documented", source: "GogogoToken: video models" };
const perMillion = { per: "million_tokens", currency: "CNY", asOf: "2026-07-13", lowerWith: "any_media" } as const;

const full = ["doubao-seedance-2-0"] as const;
const fast = ["doubao-seedance-2-0-fast"] as const;
const mini = ["doubao-seedance-2-0-mini"] as const;
const small = ["480p", "720p"] as const;

function standard(provenance: Provenance): readonly PriceFact[] {
  return [
    { ...perMillion, models: full, resolutions: small, amount: 46, amountWithVideo: 28, provenance },
    { ...perMillion, models: full, resolutions: ["1080p"], amount: 51, amountWithVideo: 31, provenance },
    { ...perMillion, models: fast, resolutions: small, amount: 37, amountWithVideo: 22, provenance },
  ];
}

/** Prices of the models that the seed knows, which states none itself. */
export const seedPrices: readonly PriceFact[] = standard(billing);

/** The price table of 2026-07: any medium among the inputs brings the lower price. */
export const prices: readonly PriceFact[] = [
  ...standard(table),
  { ...perMillion, models: full, resolutions: ["4k"], amount: 26, amountWithVideo: 16, provenance: table },
  { ...perMillion, models: mini, resolutions: small, amount: 23, amountWithVideo: 14, provenance: table },
];

const table25: Provenance = { grade: "documented", source: "GogogoToken: Seedance 2.5 models" };

/** The price table of 2026-11: of Seedance 2.5 only a video brings the lower price. */
export const pricesLater: readonly PriceFact[] = [
  ...prices,
  {
    per: "million_tokens",
    currency: "CNY",
    asOf: "2026-11",
    models: ["doubao-seedance-2-5"],
    resolutions: small,
    amount: 70,
    amountWithVideo: 42,
    lowerWith: "video",
    provenance: table25,
  },
];
