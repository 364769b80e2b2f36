import { isPrivateHost, isPublicHost, isThisMachine } from "../http/addresses.ts";

/** What a provider may make the runner fetch, judged by where the provider itself is. */
export interface AddressRule {
  /** Plain http, and this machine or a private network. */
  readonly privateAddresses: boolean;
  /** The provider's own host. */
  readonly providerHost?: string;
}

/** The rule that goes with a provider's base URL. */
export function addressRuleOf(baseUrl: string): AddressRule {
  if (!URL.canParse(baseUrl)) return { privateAddresses: false };
  const { hostname } = new URL(baseUrl);
  return { privateAddresses: isPrivateHost(hostname), providerHost: hostname };
}

/** Why an address from an answer may not be fetched; `undefined` where it may. The address itself is not repeated. */
export function refuseAddress(address: string, { privateAddresses }: AddressRule): string | undefined {
  if (!URL.canParse(address)) return "The link is not an address";
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== "" || password !== "") return "The link holds credentials";
  if (protocol === "http:") {
    return privateAddresses && (isThisMachine(hostname) || isPrivateHost(hostname))
      ? undefined
      : "The link does not use https";
  }
  if (protocol !== "https:") return "The link does not use https";
  if (isPublicHost(hostname) || (privateAddresses && isPrivateHost(hostname))) return undefined;
  return "The link leads into a private network";
}
