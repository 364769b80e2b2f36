import type { PriceFact } from "../../facts/facts.ts";

const page = {
  per: "million_tokens",
  currency: "USD",
  asOf: "2026-10-02",
  provenance: { grade: "public", source: "BytePlus: prices" },
} as const;
const small = ["480p", "720p"] as const;
const v25 = ["dreamina-seedance-2-5-260628"] as const;
const flagship = ["dreamina-seedance-2-0-260128"] as const;
const pro15 = ["seedance-1-5-pro-251215"] as const;
const online = ["default"] as const;

/**
 * Dollars for a million tokens on the international site, without its discounts for companies and for a time. The flex tier of the 1.0 models has
 * no price here: the transcriptions of the page differ.
 */
export const byteplusPrices: readonly PriceFact[] = [
  { ...page, models: v25, resolutions: small, amount: 10.7, amountWithVideo: 6.4 },
  { ...page, models: v25, resolutions: ["1080p"], amount: 11.7, amountWithVideo: 7 },
  { ...page, models: flagship, resolutions: small, amount: 7, amountWithVideo: 4.3 },
  { ...page, models: flagship, resolutions: ["1080p"], amount: 7.7, amountWithVideo: 4.7 },
  { ...page, models: flagship, resolutions: ["4k"], amount: 4, amountWithVideo: 2.4 },
  { ...page, models: ["dreamina-seedance-2-0-fast-260128"], amount: 5.6, amountWithVideo: 3.3 },
  { ...page, models: ["dreamina-seedance-2-0-mini-260615"], amount: 3.5, amountWithVideo: 2.1 },
  { ...page, models: pro15, audio: true, serviceTiers: online, amount: 2.4 },
  { ...page, models: pro15, audio: true, serviceTiers: ["flex"], amount: 1.2 },
  { ...page, models: pro15, audio: false, serviceTiers: online, amount: 1.2 },
  { ...page, models: pro15, audio: false, serviceTiers: ["flex"], amount: 0.6 },
  { ...page, models: ["seedance-1-0-pro-250528"], serviceTiers: online, amount: 2.5 },
  { ...page, models: ["seedance-1-0-pro-fast-251015"], serviceTiers: online, amount: 1 },
];
