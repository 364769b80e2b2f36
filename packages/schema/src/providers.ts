import type { FormatFacts, ModelFacts } from "./facts/facts.ts";
import { factsOf, type FormatId, formatIds, type FormatRef } from "./formats.ts";

/** A provider that needs no configuration: a format at its vendor's own host. */
export interface BuiltInProvider {
  readonly name: string;
  readonly format: FormatId;
}

/** Every built-in provider: one for each format, and one for each further site of a vendor. */
export const builtInProviders: readonly BuiltInProvider[] = formatIds.flatMap((format) => [
  { name: format, format },
  ...(factsOf(format).sites ?? []).map(({ id }) => ({ name: id, format })),
]);

/** The format that a built-in provider speaks. */
export function builtInFormatOf(name: string): FormatId | undefined {
  return builtInProviders.find((provider) => provider.name === name)?.format;
}

/** The facts of a format as a provider has them: a site has its own host, keys, models and prices. */
export function factsAt(provider: string, format: FormatRef): FormatFacts {
  const facts = factsOf(format);
  const site = facts.sites?.find(({ id }) => id === provider);
  if (site === undefined) return facts;
  const { title, baseUrl, apiKeyEnv, prices, modelIds } = site;
  const models = modelIds.flatMap((id) => namedAtSite(id, facts));
  return { ...facts, title, baseUrl, apiKeyEnv, models, prices };
}

/** The model that a site knows by an id, as the format's edition has it; none where the edition does not have it. */
function namedAtSite(id: string, { models }: FormatFacts): readonly ModelFacts[] {
  const found = models.find(({ aliases = [] }) => aliases.includes(id));
  if (found === undefined) return [];
  const { aliases: _, ...model } = found;
  return [{ ...model, id }];
}
