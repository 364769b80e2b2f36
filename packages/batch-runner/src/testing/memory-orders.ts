import type { NewOrder, OrderPart, Orders, PartResult } from "../orders/orders.ts";
import type { Clock } from "../ports/clock.ts";
import { createMemoryDispatch } from "./memory-dispatch.ts";

/** Orders in this process, and what became of their parts. */
export interface MemoryOrders extends Orders {
  readonly results: readonly PartResult[];
}

export function createMemoryOrders(clock: Pick<Clock, "now">): MemoryOrders {
  const dispatch = createMemoryDispatch(clock);
  const parts = new Map<string, Omit<OrderPart, "lease">>();
  const files = new Map<string, Uint8Array>();
  const results = new Map<string, PartResult>();
  const open = (): readonly string[] => [...parts.keys()].filter((id) => !results.has(id));
  return {
    get results() {
      return [...results.values()];
    },
    async add({ id: orderId, settings, parts: own, files: brought }: NewOrder) {
      for (const { sha256, bytes } of brought) files.set(sha256, bytes);
      for (const { id, plans } of own) {
        // As they come back from a database.
        parts.set(id, { id, orderId, settings, plans: JSON.parse(JSON.stringify(plans)) });
      }
      await dispatch.enqueue(
        [],
        own.map(({ id }) => id),
      );
    },
    async claim(most) {
      const leases = await dispatch.claim(most);
      return leases.flatMap((lease) => {
        const part = parts.get(lease.job);
        return part === undefined ? [] : [{ ...part, lease }];
      });
    },
    heartbeat: (leases) => dispatch.heartbeat(leases),
    async end(lease, result) {
      if (!(await dispatch.complete([], lease))) return false;
      results.set(lease.job, result);
      return true;
    },
    release: (leases) => dispatch.release(leases),
    sweep: () => dispatch.enqueue([], open()),
    counts: () => Promise.resolve({ open: open().length, ended: results.size }),
    file: (sha256) => Promise.resolve(files.get(sha256)),
    close: () => dispatch.close(),
  };
}
