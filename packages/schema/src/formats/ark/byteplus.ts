import type { Site } from "../../facts/facts.ts";
import type { Provenance } from "../../facts/provenance.ts";
import { byteplusPrices } from "./byteplus-prices.ts";

const live: Provenance = { grade: "observed", source: "TanStack AI: Ark probes" };

/**
 * BytePlus ModelArk, Ark's international site. A key holds for one region, so it has its own variable. The ids of the Chinese
 * site are not known there, and the 1.0 Lite models are gone. It bills in dollars.
 */
export const byteplus: Site = {
  id: "byteplus",
  title: "BytePlus ModelArk",
  baseUrl: { value: "https://ark.ap-southeast.bytepluses.com", provenance: live },
  apiKeyEnv: "BYTEPLUS_API_KEY",
  modelIds: [
    "dreamina-seedance-2-0-260128",
    "dreamina-seedance-2-0-fast-260128",
    "dreamina-seedance-2-0-mini-260615",
    "dreamina-seedance-2-5-260628",
    "seedance-1-5-pro-251215",
    "seedance-1-0-pro-250528",
    "seedance-1-0-pro-fast-251015",
  ],
  prices: byteplusPrices,
  provenance: live,
};
