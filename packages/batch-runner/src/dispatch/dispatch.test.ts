import { describe } from "vitest";
import { itDispatches } from "../testing/dispatch-conformance.ts";
import { createMemoryDispatch, type Undoing } from "../testing/memory-dispatch.ts";
import { createVirtualClock } from "../testing/virtual-clock.ts";
import { leaseMs } from "./dispatch.ts";

describe("a dispatch in memory", () => {
  itDispatches(async () => {
    const clock = createVirtualClock();
    const dispatch = createMemoryDispatch(clock);
    return {
      one: dispatch,
      other: dispatch,
      async transaction(use) {
        const undoing: Undoing = [];
        try {
          return await use(undoing);
        } catch (error) {
          for (const undo of undoing.toReversed()) undo();
          throw error;
        }
      },
      lapse: () => clock.run(() => clock.sleep(leaseMs)),
    };
  });
});
