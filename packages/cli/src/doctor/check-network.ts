import { text } from "../text/say.ts";
import { describeProxy, readProxySettings } from "@shotlist/batch-runner";
import type { ProviderEndpoint } from "../providers/endpoint-of.ts";
import { oddAddressOf } from "../providers/reach.ts";
import type { Environment } from "../world/world.ts";
import type { Finding } from "./finding.ts";

/** Which proxy requests go through, where the environment names one. */
export function checkProxy(env: Environment): readonly Finding[] {
  const settings = readProxySettings(env);
  if (settings === undefined) return [];
  const proxy = settings.https ?? settings.http;
  if (proxy === undefined) return [];
  const except = settings.noProxy === "" ? "" : `, except ${settings.noProxy}`;
  return [{ subject: text("proxy"), state: "good", message: `requests go through ${describeProxy(proxy)}${except}` }];
}

/** What a download would refuse, said before anything is paid: clips are not fetched from networks that are not public. */
export async function checkReach(
  endpoint: ProviderEndpoint,
  options: Parameters<typeof oddAddressOf>[1],
): Promise<readonly Finding[]> {
  const found = await oddAddressOf(endpoint, options);
  if (found === undefined) return [];
  const { host, address, kind } = found;
  const subject = `network of ${endpoint.name}`;
  if (kind === "made-up") {
    const message = `${host} resolves to ${address}, a placeholder address of a proxy; clips are downloaded through it too`;
    return [{ subject, state: "note", message }];
  }
  const message = `${host} resolves to ${address}, which is not public: its clips would be paid for but not downloaded`;
  const hint = `If the provider is in your own network, add to shotlist.config.yaml: linkHosts: [${JSON.stringify(host)}]`;
  return [{ subject, state: "problem", message, hint }];
}
