import type { PriceFact } from "../../facts/facts.ts";
import type { Provenance } from "../../facts/provenance.ts";

const page: Provenance = { grade: "documented", source: "Ark: prices" };

const yuan = { per: "million_tokens", currency: "CNY", asOf: "2026-08-27", provenance: page } as const;
const newest = ["doubao-seedance-2-0-260128"] as const;
const pro15 = ["doubao-seedance-1-5-pro-251215"] as const;
const pro10 = ["doubao-seedance-1-0-pro-250528"] as const;
const proFast10 = ["doubao-seedance-1-0-pro-fast-251015"] as const;

/** Money for a million tokens on the Chinese site. The flex tier is half of the default one; 1.0 Lite is listed no more. */
export const prices: readonly PriceFact[] = [
  { ...yuan, models: newest, resolutions: ["480p", "720p"], amount: 46, amountWithVideo: 28 },
  { ...yuan, models: newest, resolutions: ["1080p"], amount: 51, amountWithVideo: 31 },
  { ...yuan, models: newest, resolutions: ["4k"], amount: 26, amountWithVideo: 16 },
  { ...yuan, models: ["doubao-seedance-2-0-fast-260128"], amount: 37, amountWithVideo: 22 },
  { ...yuan, models: pro15, audio: true, serviceTiers: ["default"], amount: 16 },
  { ...yuan, models: pro15, audio: true, serviceTiers: ["flex"], amount: 8 },
  { ...yuan, models: pro15, audio: false, serviceTiers: ["default"], amount: 8 },
  { ...yuan, models: pro15, audio: false, serviceTiers: ["flex"], amount: 4 },
  { ...yuan, models: pro10, serviceTiers: ["default"], amount: 15 },
  { ...yuan, models: pro10, serviceTiers: ["flex"], amount: 7.5 },
  { ...yuan, models: proFast10, serviceTiers: ["default"], amount: 4.2 },
  { ...yuan, models: proFast10, serviceTiers: ["flex"], amount: 2.1 },
];

const registry: Provenance = { grade: "public", source: "ArcReel: Ark backend" };
const readFrom = { per: "million_tokens", currency: "CNY", asOf: "2026-08-22", provenance: registry } as const;
const v25 = ["doubao-seedance-2-5-260628"] as const;

/** The prices of 2026-08, with those of the models that are new. */
export const pricesToday: readonly PriceFact[] = [
  ...prices,
  { ...readFrom, models: v25, resolutions: ["480p", "720p"], amount: 70, amountWithVideo: 42 },
  { ...readFrom, models: v25, resolutions: ["1080p"], amount: 77, amountWithVideo: 46 },
  { ...readFrom, models: ["doubao-seedance-2-0-mini-260615"], amount: 23, amountWithVideo: 14 },
];
