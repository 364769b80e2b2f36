import type { Figures } from "./row.ts";

/** The value in the middle; of an even count, the upper one of the two. */
export function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The median of each figure over all rounds. */
export function medians(rounds: readonly Figures[]): Figures {
  const names = new Set(rounds.flatMap((figures) => Object.keys(figures)));
  const valuesOf = (name: string): number[] => rounds.flatMap((figures) => figures[name] ?? []);
  return Object.fromEntries([...names].map((name) => [name, median(valuesOf(name))]));
}
