/**
 * Whether nobody but this machine can answer for a host: `localhost`, an address of 127.0.0.0/8 or ::1, also where IPv4 is written
 * as IPv6, with or without brackets.
 */
export function isLoopbackHost(host: string): boolean {
  const name = canonical(host);
  return name === "localhost" || name === "[::1]" || isLoopbackIpv4(name);
}

/** The same with names below `localhost`, which lead to this machine where its resolver follows RFC 6761. */
export function isThisMachine(host: string): boolean {
  return isLoopbackHost(host) || canonical(host).endsWith(".localhost");
}

/** A host as URLs write it: IPv6 shortened and in brackets, IPv4 in four numbers, names in lower case. */
function canonical(host: string): string {
  const bare = host.replace(/^\[|\]$/gu, "");
  const url = `http://${bare.includes(":") ? `[${bare}]` : bare}/`;
  // A port, a path or a user is not part of a host.
  return /[/?#@\\]/u.test(bare) || !URL.canParse(url) ? "" : new URL(url).hostname;
}

function isLoopbackIpv4(name: string): boolean {
  return /^127(?:\.\d+){3}$/u.test(name) || /^\[::ffff:7f[\da-f]{2}:[\da-f]{1,4}\]$/u.test(name);
}
