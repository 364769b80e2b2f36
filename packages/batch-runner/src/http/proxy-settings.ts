import { present } from "@shotlist/schema";
import { ProxyAddressError } from "../failures/delivery-error.ts";

/** The proxies of the environment. */
export interface ProxySettings {
  readonly http?: ProxyVariable;
  readonly https?: ProxyVariable;
  /** Hosts that are reached without a proxy, separated by commas. */
  readonly noProxy: string;
}

/** One proxy, and the variable that names it. */
export interface ProxyVariable {
  readonly variable: string;
  /** May hold a password: never shown. */
  readonly url: string;
}

/**
 * Reads `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, in upper and lower case; lower case wins, as in
 * curl, unless it is empty. `undefined` without a proxy. Throws `ProxyAddressError`.
 */
export function readProxySettings(env: Readonly<Record<string, string | undefined>>): ProxySettings | undefined {
  const noProxy = firstSet(env, ["no_proxy", "NO_PROXY"])?.value ?? "";
  if (noProxy.trim() === "*") return undefined;
  const all = ["all_proxy", "ALL_PROXY"];
  const https = proxyIn(env, ["https_proxy", "HTTPS_PROXY", ...all]);
  // A server sets HTTP_PROXY from a header called Proxy: in a CGI program it is somebody else's.
  const httpNames = env["REQUEST_METHOD"] === undefined ? ["http_proxy", "HTTP_PROXY", ...all] : ["http_proxy", ...all];
  const http = proxyIn(env, httpNames);
  if (http === undefined && https === undefined) return undefined;
  return { noProxy, ...present({ http, https }) };
}

function proxyIn(
  env: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): ProxyVariable | undefined {
  const found = firstSet(env, names);
  if (found === undefined) return undefined;
  const { variable, value } = found;
  const url = /^[a-z][a-z0-9+.-]*:\/\//iu.test(value) ? value : `http://${value}`;
  if (!URL.canParse(url) || !schemes.has(new URL(url).protocol)) throw new ProxyAddressError(variable);
  return { variable, url };
}

const schemes: ReadonlySet<string> = new Set(["http:", "https:", "socks:", "socks5:"]);

function firstSet(
  env: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): { readonly variable: string; readonly value: string } | undefined {
  for (const variable of names) {
    const value = env[variable]?.trim();
    if (value !== undefined && value !== "") return { variable, value };
  }
  return undefined;
}

/** Host and port of a proxy, for messages. */
export function describeProxy({ variable, url }: ProxyVariable): string {
  return `${new URL(url).host} (${variable})`;
}
