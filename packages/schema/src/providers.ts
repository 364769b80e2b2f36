import type { FormatFacts, ModelFacts } from "./facts/facts.ts";
import { factsOf, type FormatId, formatIds, isOwnFormat, type FormatRef } from "./formats.ts";

/** A provider that needs no configuration: a format at its vendor's own host. */
export interface BuiltInProvider {
  readonly name: string;
  readonly format: FormatId;
}

/** Every built-in provider: one for each built-in format, and one for each further site of a vendor. */
export const builtInProviders: readonly BuiltInProvider[] = formatIds.flatMap((format) => [
  { name: format, format },
  ...(factsOf(format).sites ?? []).map(({ id }) => ({ name: id, format })),
]);

/**
 * Every provider that a storyboard can use without configuration: the built-in ones, and one for each added format.
 * Only the hosts of built-in providers are trusted.
 */
export function namedProviders(): readonly BuiltInProvider[] {
  const own = formatIds.filter((format) => isOwnFormat(format)).map((format) => ({ name: format, format }));
  return [...builtInProviders, ...own];
}

/** The format of a provider that needs no configuration. */
export function builtInFormatOf(name: string): FormatId | undefined {
  return namedProviders().find((provider) => provider.name === name)?.format;
}

/** The facts of a format for a provider: a site has its own host, keys, models and prices. */
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
