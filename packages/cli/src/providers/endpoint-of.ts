import { realmOf, type Plan, type ResolvedProvider, type Target } from "@shotlist/core";
import { namedProviders, factsAt } from "@shotlist/schema";
import { didYouMean } from "../arguments/did-you-mean.ts";
import { usageError } from "../world/errors.ts";

/** A provider as far as it takes to ask it something. */
export type ProviderEndpoint = Pick<ResolvedProvider, "name" | "format" | "baseUrl" | "apiKeyEnv" | "realm">;

interface Known {
  /** The storyboards that may configure providers. */
  readonly plans: readonly Plan[];
  readonly target: Target | undefined;
}

/** The providers that are built in: one for each format, and for each further site of a vendor. */
export function builtInEndpoints(target: Target | undefined): readonly ProviderEndpoint[] {
  return namedProviders().map(({ name, format }) => {
    const { baseUrl: documented, apiKeyEnv } = factsAt(name, format);
    const overrides = target?.kind === "override" ? target.baseUrls : undefined;
    const baseUrl = overrides?.get(name) ?? overrides?.get("*") ?? documented.value;
    return { name, format, baseUrl, apiKeyEnv, realm: realmOf(baseUrl, target) };
  });
}

/** The provider that a name means: as a storyboard has it, or as it is built in. */
export async function endpointOf(name: string, { plans, target }: Known): Promise<ProviderEndpoint> {
  const configured = plans.flatMap(({ providers }) => providers);
  const known = [...configured, ...builtInEndpoints(target)];
  const found = known.find((provider) => provider.name === name);
  if (found !== undefined) return found;
  const names = new Set(known.map((provider) => provider.name));
  const meant = await didYouMean(name, names);
  throw usageError(
    `Unknown provider ${JSON.stringify(name)}`,
    meant === undefined ? `Providers: ${[...names].join(", ")}` : `Did you mean ${meant}?`,
  );
}
