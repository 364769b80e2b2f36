import type { ModelFacts, Site } from "../../facts/facts.ts";
import type { Provenance } from "../../facts/provenance.ts";
import { modelsToday } from "./models.ts";

const live: Provenance = { grade: "observed", source: "TanStack AI: Ark probes" };

/** The international names: `dreamina-…` of the 2.x models, no prefix before them. Ids of the Chinese site are not known there. */
function named({ aliases: [id] = [], ...model }: ModelFacts): readonly ModelFacts[] {
  return id === undefined ? [] : [{ ...model, id }];
}

/**
 * BytePlus ModelArk, Ark's international site. A key holds for one region, so it has a variable of its own. The 1.0 Lite models
 * are gone there. It bills in dollars; no page with its prices was read, so they are left to the provider's `price:`.
 */
export const byteplus: Site = {
  id: "byteplus",
  title: "BytePlus ModelArk",
  baseUrl: { value: "https://ark.ap-southeast.bytepluses.com", provenance: live },
  apiKeyEnv: "BYTEPLUS_API_KEY",
  models: modelsToday.filter(({ id }) => !id.includes("-lite-")).flatMap((model) => named(model)),
  prices: [],
  provenance: live,
};
