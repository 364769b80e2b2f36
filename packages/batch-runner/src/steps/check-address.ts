import { isThisMachine } from "@shotlist/schema";
import { isPrivateHost, isPublicHost } from "../http/addresses.ts";

/** What a provider may make the runner fetch, judged by where the provider itself is. */
export interface AddressRule {
  /** Plain http, and this machine or a private network. */
  readonly privateAddresses: boolean;
  /** The provider's own host. */
  readonly providerHost?: string;
  /** Hosts in a private network to which links may lead, port included. */
  readonly linkHosts?: readonly string[];
}

/**
 * The rule that goes with a provider's base URL. `linkHosts` count for a provider that is one of them: no answer from elsewhere leads
 * into a private network.
 */
export function addressRuleOf(baseUrl: string, linkHosts: readonly string[] = []): AddressRule {
  if (!URL.canParse(baseUrl)) return { privateAddresses: false };
  const { hostname, host } = new URL(baseUrl);
  const own = linkHosts.includes(host) ? { linkHosts } : {};
  return { privateAddresses: isPrivateHost(hostname), providerHost: hostname, ...own };
}

/** Whether an address may lead into a private network. */
export function mayBePrivate(address: string, { privateAddresses, linkHosts = [] }: AddressRule): boolean {
  if (privateAddresses) return true;
  return URL.canParse(address) && new URL(address).protocol === "https:" && linkHosts.includes(new URL(address).host);
}

/** Why an address from an answer may not be fetched; `undefined` where it may. The address itself is not repeated. */
export function refuseAddress(address: string, rule: AddressRule): string | undefined {
  const { privateAddresses } = rule;
  if (!URL.canParse(address)) return "The link is not a valid address";
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== "" || password !== "") return "The link holds credentials";
  if (protocol === "http:") {
    return privateAddresses && (isThisMachine(hostname) || isPrivateHost(hostname))
      ? undefined
      : "The link does not use https";
  }
  if (protocol !== "https:") return "The link does not use https";
  if (isPublicHost(hostname) || (mayBePrivate(address, rule) && isPrivateHost(hostname))) return undefined;
  return "The link points into a private network";
}
