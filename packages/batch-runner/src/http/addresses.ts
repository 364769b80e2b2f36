import ipaddr from "ipaddr.js";

/** Whether an address belongs to the public network. IPv4 inside IPv6 counts as what it is. */
export function isPublicAddress(address: string): boolean {
  return rangeOf(address) === "unicast";
}

/** Whether a host name or address means this machine. */
export function isThisMachine(host: string): boolean {
  const bare = withoutBrackets(host);
  return bare === "localhost" || bare.endsWith(".localhost") || rangeOf(bare) === "loopback";
}

/** Whether a host may be contacted on behalf of a provider on the public network. Names are judged when they resolve. */
export function isPublicHost(host: string): boolean {
  const bare = withoutBrackets(host);
  return ipaddr.isValid(bare) ? isPublicAddress(bare) : !isThisMachine(bare);
}

/** Whether an address is of this machine or a private network; the addresses of cloud metadata services are neither. */
export function isPrivateHost(host: string): boolean {
  const range = rangeOf(withoutBrackets(host));
  return isThisMachine(host) || range === "private" || range === "uniqueLocal";
}

function rangeOf(address: string): string {
  return ipaddr.isValid(address) ? ipaddr.process(address).range() : "name";
}

/** URL hosts hold IPv6 in brackets. */
function withoutBrackets(host: string): string {
  return host.startsWith("[") && host.endsWith("]") ? host.slice(1, -1) : host;
}
