import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { DeliveryError } from "../failures/delivery-error.ts";
import { kindOfAddress } from "./addresses.ts";

/** Resolves names like the system does, and refuses those that lead into this machine or a private network. */
export function createPublicLookup({ allowMadeUp }: { readonly allowMadeUp: boolean }): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        callback(error, "");
        return;
      }
      const [first] = addresses;
      const refused = addresses.find(({ address }) => !isAllowed(address, allowMadeUp));
      if (first === undefined || refused !== undefined) {
        callback(privateAddress(hostname, refused?.address), "");
      } else if (options.all === true) {
        callback(null, addresses);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
}

function isAllowed(address: string, allowMadeUp: boolean): boolean {
  const kind = kindOfAddress(address);
  return kind === "public" || (kind === "made-up" && allowMadeUp);
}

function privateAddress(hostname: string, address: string | undefined): DeliveryError {
  const isMadeUp = address !== undefined && kindOfAddress(address) === "made-up";
  const where = address === undefined ? "no address" : address;
  return new DeliveryError({
    phase: "not-sent",
    code: "private_address",
    message: isMadeUp
      ? `${hostname} resolves to ${where}, a made-up proxy address (198.18.0.0/15), but the provider's own name does not`
      : `${hostname} resolves to ${where}, which is not a public address`,
    hint: isMadeUp
      ? "Use the same proxy setting for the provider's host and the hosts of its clips, then run again."
      : "A provider on the public network must not link into a private network.",
    ...(isMadeUp ? {} : { way: "see-addresses" as const }),
  });
}

const rememberedMs = 30_000;

/**
 * Whether a provider's own name leads to an address that a proxy on this machine makes up. Then so do the names of its clips:
 * it is the resolver's mark, and the provider has been trusted with the key at such an address already.
 */
export function createMadeUpCheck(): (host: string) => Promise<boolean> {
  const known = new Map<string, { readonly at: number; readonly answer: Promise<boolean> }>();
  return (host) => {
    const before = known.get(host);
    if (before !== undefined && performance.now() - before.at < rememberedMs) return before.answer;
    const answer = new Promise<boolean>((resolve) => {
      lookup(host, { all: true }, (error, addresses) => {
        resolve(error === null && addresses.some(({ address }) => kindOfAddress(address) === "made-up"));
      });
    });
    known.set(host, { at: performance.now(), answer });
    return answer;
  };
}
