import type { PriceFact } from "../../facts.ts";
import type { Provenance } from "../../provenance.ts";

const page: Provenance = { grade: "documented", source: "Ark: prices" };
const lists: Provenance = { grade: "public", source: "third-party lists of BytePlus prices" };

const yuan = { per: "million_tokens", currency: "CNY", asOf: "2026-06-15", provenance: page } as const;
const dollars = { per: "million_tokens", currency: "USD", asOf: "2026-06-17", provenance: lists } as const;
const newest = ["doubao-seedance-2-0-260128"] as const;
const pro15 = ["doubao-seedance-1-5-pro-251215"] as const;
const pro10 = ["doubao-seedance-1-0-pro-250528"] as const;
const lite10 = ["doubao-seedance-1-0-lite-t2v-250428", "doubao-seedance-1-0-lite-i2v-250428"] as const;

/** Money for a million tokens. The flex tier is half of the default one. */
export const prices: readonly PriceFact[] = [
  { ...yuan, models: newest, resolutions: ["480p", "720p"], amount: 46, amountWithVideo: 28 },
  { ...yuan, models: newest, resolutions: ["1080p"], amount: 51, amountWithVideo: 31 },
  { ...yuan, models: newest, resolutions: ["4k"], amount: 26, amountWithVideo: 16 },
  { ...yuan, models: ["doubao-seedance-2-0-fast-260128"], amount: 37, amountWithVideo: 22 },
  { ...dollars, models: pro15, audio: true, serviceTiers: ["default"], amount: 2.4 },
  { ...dollars, models: pro15, audio: true, serviceTiers: ["flex"], amount: 1.2 },
  { ...dollars, models: pro15, audio: false, serviceTiers: ["default"], amount: 1.2 },
  { ...dollars, models: pro15, audio: false, serviceTiers: ["flex"], amount: 0.6 },
  { ...dollars, models: pro10, serviceTiers: ["default"], amount: 2.5 },
  { ...dollars, models: pro10, serviceTiers: ["flex"], amount: 1.25 },
  { ...dollars, models: lite10, serviceTiers: ["default"], amount: 1.8 },
  { ...dollars, models: lite10, serviceTiers: ["flex"], amount: 0.9 },
];
