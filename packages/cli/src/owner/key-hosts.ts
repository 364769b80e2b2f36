import { isVendorKeyName, type ResolvedProvider, type Target } from "@shotlist/core";
import { builtInProviders, factsAt, isLoopbackHost } from "@shotlist/schema";
import type { Owner } from "./owner.ts";

/** A provider as far as its key is concerned. */
export type KeyedProvider = Pick<ResolvedProvider, "name" | "baseUrl" | "realm" | "apiKeyEnv">;

/** A key and a host that nobody allowed it to go to. */
export interface Refusal {
  readonly provider: string;
  readonly key: string;
  readonly host: string;
  /** Whether allowing the host would help: a key of another kind goes nowhere. */
  readonly isVendorKey: boolean;
}

interface Allowed {
  readonly owner: Pick<Owner, "config" | "keyHosts">;
  /** Where the command line sends requests. */
  readonly target: Target | undefined;
  /** Hosts that a person agreed to earlier. */
  readonly remembered: (key: string) => readonly string[];
}

/** Why the key of a provider may not go to its host; `undefined` where it may. */
export function refusalOf(
  { name, baseUrl, apiKeyEnv: key }: KeyedProvider,
  { owner, target, remembered }: Allowed,
): Refusal | undefined {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const host = url?.host ?? baseUrl;
  const refusal = { provider: name, key, host, isVendorKey: isVendorKeyName(key) };
  if (url === undefined || !refusal.isVendorKey) return refusal;
  // A name such as `vendor.localhost` is not of this machine alone: whoever answers for it decides.
  if (isLoopbackHost(url.hostname)) return undefined;
  if (url.protocol !== "https:") return refusal;
  const hosts = [
    ...documentedHosts(key),
    ...(owner.config.keys?.[key] ?? []).map(canonicalHost),
    ...owner.keyHosts,
    ...typedHosts(name, target),
    ...remembered(key),
  ];
  return hosts.includes(host) ? undefined : refusal;
}

/** The hosts of the built-in providers that have this key. */
function documentedHosts(key: string): readonly string[] {
  return builtInProviders
    .map(({ name, format }) => factsAt(name, format))
    .filter(({ apiKeyEnv }) => apiKeyEnv === key)
    .map(({ baseUrl }) => new URL(baseUrl.value).host);
}

function typedHosts(provider: string, target: Target | undefined): readonly string[] {
  if (target?.kind !== "override") return [];
  const typed = target.baseUrls.get(provider) ?? target.baseUrls.get("*");
  return typed === undefined || !URL.canParse(typed) ? [] : [new URL(typed).host];
}

/** The hosts in a private network to which links may lead. */
export function linkHostsOf({ config }: Pick<Owner, "config">): readonly string[] {
  return (config.linkHosts ?? []).map(canonicalHost);
}

function canonicalHost(written: string): string {
  return URL.canParse(`https://${written}`) ? new URL(`https://${written}`).host : written;
}
