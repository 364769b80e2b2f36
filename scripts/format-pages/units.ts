const units = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

/** `24 hours`, `7 days`, `10 seconds`: the largest unit that gives a whole number, days from two on. */
export function timeOf(seconds: number): string {
  for (const [unit, size] of units) {
    if (seconds % size === 0 && (unit !== "day" || seconds >= 2 * size)) return counted(seconds / size, unit);
  }
  return counted(seconds, "second");
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** `64 MiB`. */
export function bytesOf(bytes: number): string {
  return bytes % 1_048_576 === 0 ? `${bytes / 1_048_576} MiB` : `${bytes} bytes`;
}

/** `4, 8–12`: neighbours of whole numbers drawn together. */
export function rangesOf(numbers: readonly number[]): string {
  const runs: number[][] = [];
  for (const number of numbers.toSorted((left, right) => left - right)) {
    const run = runs.at(-1);
    if (run?.at(-1) === number - 1) run.push(number);
    else runs.push([number]);
  }
  return runs.map((run) => (run.length === 1 ? `${run[0]}` : `${run[0]}–${run.at(-1)}`)).join(", ");
}

/** Writes values in the order of what a measure says of them. */
export function inOrderOf(measure: (value: string) => number): (values: readonly string[]) => string {
  return (values) => values.toSorted((left, right) => measure(left) - measure(right)).join(", ");
}
