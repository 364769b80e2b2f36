import { lookup } from "node:dns/promises";
import { describeProxy, isThisMachine, kindOfAddress, readProxySettings } from "@shotlist/batch-runner";
import type { ProviderEndpoint } from "../providers/endpoint-of.ts";
import type { Environment } from "../world.ts";
import type { Finding } from "./finding.ts";

/** Which proxy requests go through, where the environment names one. */
export function checkProxy(env: Environment): readonly Finding[] {
  const settings = readProxySettings(env);
  if (settings === undefined) return [];
  const proxy = settings.https ?? settings.http;
  if (proxy === undefined) return [];
  const except = settings.noProxy === "" ? "" : `, except ${settings.noProxy}`;
  return [{ subject: "proxy", state: "good", message: `requests go through ${describeProxy(proxy)}${except}` }];
}

/** The addresses that a name leads to; none where it cannot be looked up. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** Asks the system. */
export const resolveByName: Resolve = async (host) => {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch {
    return []; // that a name is not found is what its request says
  }
};

/** What a download would refuse, said before anything is paid: clips are not fetched from networks that are not public. */
export async function checkReach(
  { name, baseUrl, realm }: ProviderEndpoint,
  { resolve, env }: { readonly resolve: Resolve; readonly env: Environment },
): Promise<readonly Finding[]> {
  const { hostname } = new URL(baseUrl);
  // Behind a proxy, names are looked up there.
  if (!realm.startsWith("live:") || isThisMachine(hostname) || readProxySettings(env) !== undefined) return [];
  const subject = `network of ${name}`;
  for (const address of await resolve(hostname)) {
    const kind = kindOfAddress(address);
    if (kind === "made-up") {
      const message = `${hostname} leads to ${address}, which a proxy makes up: clips are fetched where their names lead there too`;
      return [{ subject, state: "note", message }];
    }
    if (kind === "not-public") {
      const message = `${hostname} leads to ${address}, which is not public: a clip there would be paid for and not fetched`;
      const hint = "Write the address itself as baseUrl where the provider is in your own network";
      return [{ subject, state: "problem", message, hint }];
    }
  }
  return [];
}
