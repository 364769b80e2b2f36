/**
 * A base URL without the part of its path that the format's own path repeats: `https://a.example/v1` and `/v1/videos`
 * would give `/v1/v1/videos`. `undefined` if nothing is repeated.
 */
export function withoutRepeatedPath(baseUrl: string, path: string): string | undefined {
  if (!URL.canParse(baseUrl)) return undefined;
  const { origin, pathname } = new URL(baseUrl);
  const base = segmentsOf(pathname);
  const own = segmentsOf(path);
  for (let length = Math.min(base.length, own.length); length > 0; length -= 1) {
    const isRepeated = own.slice(0, length).every((segment, at) => segment === base[base.length - length + at]);
    if (isRepeated) return [origin, ...base.slice(0, base.length - length)].join("/");
  }
  return undefined;
}

function segmentsOf(path: string): readonly string[] {
  return (path.split("?")[0] ?? "").split("/").filter((segment) => segment !== "");
}
