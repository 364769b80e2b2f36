const unitsMs: ReadonlyMap<string, number> = new Map([
  ["ms", 1],
  ["s", 1000],
  ["m", 60_000],
  ["h", 3_600_000],
  ["d", 86_400_000],
]);

/** Reads `90s`, `1.5h` or a plain number of milliseconds; undefined for anything else, negative times included. */
export function parseDurationMs(duration: unknown): number | undefined {
  if (typeof duration === "number") return Number.isFinite(duration) && duration >= 0 ? duration : undefined;
  const match = typeof duration === "string" ? /^(\d+(?:\.\d+)?)([a-z]+)$/.exec(duration.trim()) : null;
  const unitMs = unitsMs.get(match?.[2] ?? "");
  return unitMs === undefined ? undefined : Number(match?.[1]) * unitMs;
}
