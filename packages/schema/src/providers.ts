import type { FormatFacts } from "./facts/facts.ts";
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
  const { title, baseUrl, apiKeyEnv, models, prices } = site;
  return { ...facts, title, baseUrl, apiKeyEnv, models, prices };
}
