import type { Cutoff } from "@shotlist/batch-runner";
import { usageError } from "../world/errors.ts";

const cutoffs: readonly Cutoff[] = ["hard", "soft", "cautious"];

/** The value of `--cutoff`. */
export function readCutoff(value: string | undefined): Cutoff | undefined {
  if (value === undefined) return undefined;
  const cutoff = cutoffs.find((mode) => mode === value);
  if (cutoff === undefined) throw usageError(`--cutoff takes ${cutoffs.join(", ")}; got ${JSON.stringify(value)}`);
  return cutoff;
}
