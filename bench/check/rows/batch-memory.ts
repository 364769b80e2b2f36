import { measureBatch, withVendor } from "../../batch/processes.ts";
import type { Row } from "../row.ts";

/** The highest resident memory of a batch, plan included. */
function batchMemory(name: string, takes: number, bound: number, long?: true): Row {
  const what = `highest resident memory, batch of ${takes.toLocaleString("en")} takes, plan included`;
  return {
    name,
    ...(long === undefined ? {} : { long }),
    goals: [{ figure: "memory", what, unit: "MiB", bound, side: "at most" }],
    open: ({ root }) =>
      Promise.resolve({
        round: () =>
          withVendor(0, async (url) => {
            const { highestResidentMiB } = await measureBatch({ root, mode: "ours", url, takes });
            return { memory: highestResidentMiB };
          }),
        [Symbol.asyncDispose]: () => Promise.resolve(),
      }),
  };
}

export const batch20k: Row = batchMemory("batch-20k", 20_000, 120, true);
export const batch100k: Row = batchMemory("batch-100k", 100_000, 200, true);
export const batch1M: Row = batchMemory("batch-1m", 1_000_000, 512, true);
