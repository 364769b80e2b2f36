import { isIP } from "node:net";
import { isThisMachine } from "@shotlist/schema";

interface OwnHosts {
  /** The address that the server listens on. */
  readonly host: string;
  /** Whether other machines may call. */
  readonly allowRemote: boolean;
  /** Names beyond those of this machine. */
  readonly allowHosts: readonly string[];
}

/** Tells the names that a server goes by from those of somebody else. */
export type IsOwnHost = (host: string) => boolean;

/** Names under which containers find the machine that they run on. */
const containerHosts: ReadonlySet<string> = new Set(["host.docker.internal", "host.containers.internal"]);

/**
 * The hosts that a server answers to. A page that somebody else serves gets its own name to lead here (DNS rebinding), and
 * only the `Host` header shows it; an address, or a name without a dot, nobody can lead anywhere.
 */
export function createOwnHosts({ host, allowRemote, allowHosts }: OwnHosts): IsOwnHost {
  const named = new Set([host, ...allowHosts].map((name) => name.toLowerCase()));
  return (written) => {
    const name = nameOf(written);
    if (name === undefined) return false;
    if (isThisMachine(name) || named.has(name)) return true;
    if (!allowRemote) return false;
    return isIP(name) !== 0 || /^[\w-]+$/.test(name) || containerHosts.has(name);
  };
}

/** Whether a write comes from a page that somebody else serves. Reads change nothing. */
export function isForeignWrite(
  { method, header }: { readonly method: string; readonly header: (name: string) => string | undefined },
  isOwnHost: IsOwnHost,
): boolean {
  if (method === "GET" || method === "HEAD" || method === "OPTIONS") return false;
  const origin = header("origin");
  if (origin === undefined) return header("sec-fetch-site") === "cross-site";
  return !URL.canParse(origin) || !isOwnHost(new URL(origin).host);
}

function nameOf(written: string): string | undefined {
  const url = URL.canParse(`http://${written}`) ? new URL(`http://${written}`) : undefined;
  if (url === undefined || url.pathname !== "/" || url.username !== "" || url.password !== "") return undefined;
  const name = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  return name === "" ? undefined : name;
}
