import type { Row } from "../row.ts";
import { measureBatch, withVendor } from "../../batch/processes.ts";

const takes = 1000;

export const throughput: Row = {
  name: "throughput",
  goals: [
    {
      figure: "throughput",
      what: "throughput at an instant vendor, durable, over the bare undici + p-limit loop",
      bound: 0.8,
      side: "at least",
    },
    { figure: "cpu", what: "CPU of the same, over the bare loop's", bound: 1.5, side: "at most" },
  ],
  open: ({ root }) =>
    Promise.resolve({
      round: () =>
        withVendor(0, async (url) => {
          const bare = await measureBatch({ root, mode: "bare", url, takes });
          const ours = await measureBatch({ root, mode: "ours", url, takes });
          return { throughput: bare.seconds / ours.seconds, cpu: ours.cpuSeconds / bare.cpuSeconds };
        }),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    }),
};
