import { lookup } from "node:dns/promises";
import { kindOfAddress, readProxySettings } from "@shotlist/batch-runner";
import { realmClassOf } from "@shotlist/core";
import { isThisMachine } from "@shotlist/schema";
import type { Environment } from "../world/world.ts";
import type { ProviderEndpoint } from "./endpoint-of.ts";

/** The addresses that a name resolves to; none if it cannot be looked up. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** Asks the system. */
export const resolveByName: Resolve = async (host) => {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch {
    return []; // that a name is not found is what its request says
  }
};

interface ReachOptions {
  readonly resolve: Resolve;
  readonly env: Environment;
  /** Hosts to which links may lead, as the owner allows. */
  readonly linkHosts: readonly string[];
}

/** An address that clips are not downloaded from, or a placeholder address of a proxy; `undefined` if there is none. */
export async function oddAddressOf(
  { baseUrl, realm }: Pick<ProviderEndpoint, "baseUrl" | "realm">,
  { resolve, env, linkHosts }: ReachOptions,
): Promise<{ readonly host: string; readonly address: string; readonly kind: "made-up" | "not-public" } | undefined> {
  const { hostname, host } = new URL(baseUrl);
  // Behind a proxy, names are looked up there.
  if (realmClassOf(realm) !== "live" || isThisMachine(hostname) || readProxySettings(env) !== undefined)
    return undefined;
  for (const address of await resolve(hostname)) {
    const kind = kindOfAddress(address);
    // Of a base URL that is an address itself, and of a host of the owner's list, clips are fetched.
    const isKnown = linkHosts.includes(host) || address === hostname;
    if (kind === "made-up" || (kind === "not-public" && !isKnown)) return { host, address, kind };
  }
  return undefined;
}
