import { isThisMachine } from "@shotlist/schema";
import ipaddr from "ipaddr.js";

/** Whether an address belongs to the public network. IPv4 inside IPv6 counts as what it is. */
export function isPublicAddress(address: string): boolean {
  return rangeOf(address) === "unicast";
}

/** Whether a host may be contacted on behalf of a provider on the public network. Names are judged when they resolve. */
export function isPublicHost(host: string): boolean {
  const bare = withoutBrackets(host);
  return isAddress(bare) ? isPublicAddress(bare) : !isThisMachine(bare);
}

/** Whether an address is of this machine or a private network; the addresses of cloud metadata services are neither. */
export function isPrivateHost(host: string): boolean {
  const range = rangeOf(withoutBrackets(host));
  return isThisMachine(host) || range === "private" || range === "uniqueLocal";
}

/** Proxies that answer every name themselves make addresses of this range up. */
const madeUp = ipaddr.parseCIDR("198.18.0.0/15");
/** Networks without IPv4 reach any IPv4 server at an address of this range, which ends with the server's own (RFC 6052). */
const translated = ipaddr.parseCIDR("64:ff9b::/96");

/** The kind of an address: `made-up` by a proxy on this machine, public, or not public. */
export function kindOfAddress(address: string): "public" | "made-up" | "not-public" {
  if (isPublicAddress(address)) return "public";
  const parsed = isAddress(address) ? ipaddr.process(address) : undefined;
  return parsed?.kind() === "ipv4" && parsed.match(madeUp) ? "made-up" : "not-public";
}

function rangeOf(address: string): string {
  return isAddress(address) ? meant(ipaddr.process(address)).range() : "name";
}

/** The IPv4 address that a translated one stands for. */
function meant(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (address.kind() !== "ipv6" || !address.match(translated)) return address;
  return ipaddr.fromByteArray(address.toByteArray().slice(-4));
}

/** IPv6 has a colon, and IPv4 in all its forms no letters but those of hexadecimal: so most names are seen at a look. */
const surelyName = /^[^:]*[g-wyz][^:]*$/iu;

function isAddress(host: string): boolean {
  return !surelyName.test(host) && ipaddr.isValid(host);
}

/** URL hosts hold IPv6 in brackets. */
function withoutBrackets(host: string): string {
  return host.startsWith("[") && host.endsWith("]") ? host.slice(1, -1) : host;
}
