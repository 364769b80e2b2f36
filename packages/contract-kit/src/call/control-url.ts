/**
 * The address of a control of a test double. One that serves several tests at once gives each its own world below
 * `/@NAME`, with its own clock and faults.
 */
export function controlUrl(baseUrl: string, control: "clock" | "faults"): string {
  const { origin, pathname } = new URL(baseUrl);
  const scope = /^\/@[^/]+/.exec(pathname)?.[0] ?? "";
  return `${origin}${scope}/__mock/${control}`;
}
