const redirections: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Whether an answer points elsewhere. */
export function isRedirect({
  status,
  headers,
}: {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}): boolean {
  return redirections.has(status) && headers["location"] !== undefined;
}

/** The address to which an answer points, where it stays with the same scheme, host and port: a key may follow it. */
export function sameOriginTarget(from: string, location: string): string | undefined {
  if (!URL.canParse(location, from)) return undefined;
  const target = new URL(location, from);
  const isPlain = target.username === "" && target.password === "";
  return target.origin === new URL(from).origin && isPlain ? target.href : undefined;
}

const longestSegment = 40;
const longestPath = 80;

/** Host and path of an address that an answer names, as text that leads nowhere by itself: no scheme, no query, nothing long. */
export function describeAddress(from: string, location: string): string {
  if (!URL.canParse(location, from)) return "an address that cannot be read";
  const { host, pathname } = new URL(location, from);
  const path = pathname
    .split("/")
    .map((segment) => (segment.length > longestSegment ? "…" : segment))
    .join("/");
  return `${host}${path.length > longestPath ? `${path.slice(0, longestPath)}…` : path}`;
}
