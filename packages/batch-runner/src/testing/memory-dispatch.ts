import { leaseMs, type Dispatch, type Lease } from "../dispatch/dispatch.ts";
import type { Clock } from "../ports/clock.ts";

/** What a transaction has done, undone from the back. */
export type Undoing = (() => void)[];

interface Row {
  token: number;
  leasedUntil: number;
}

/** Jobs in this process, for tests. */
export function createMemoryDispatch(clock: Pick<Clock, "now">): Dispatch<Undoing> {
  const rows = new Map<string, Row>();
  let tokens = 0;
  const held = ({ job, token }: Lease): Row | undefined => {
    const row = rows.get(job);
    return row !== undefined && String(row.token) === token ? row : undefined;
  };
  const living = (lease: Lease): Row | undefined => {
    const row = held(lease);
    return row !== undefined && row.leasedUntil > clock.now() ? row : undefined;
  };
  return {
    ready: () => Promise.resolve(),
    async enqueue(undoing, jobs) {
      for (const job of jobs) {
        if (rows.has(job)) continue;
        rows.set(job, { token: 0, leasedUntil: 0 });
        undoing.push(() => rows.delete(job));
      }
    },
    async claim(most) {
      const free = [...rows].filter(([, { leasedUntil }]) => leasedUntil <= clock.now()).slice(0, most);
      return free.map(([job, row]) => {
        tokens += 1;
        Object.assign(row, { token: tokens, leasedUntil: clock.now() + leaseMs });
        return { job, token: String(tokens) };
      });
    },
    async heartbeat(leases) {
      for (const lease of leases) {
        const row = living(lease);
        if (row !== undefined) row.leasedUntil = clock.now() + leaseMs;
      }
    },
    async complete(undoing, lease) {
      const row = living(lease);
      if (row === undefined) return false;
      rows.delete(lease.job);
      undoing.push(() => rows.set(lease.job, row));
      return true;
    },
    async release(leases) {
      for (const lease of leases) {
        const row = held(lease);
        if (row !== undefined) Object.assign(row, { token: 0, leasedUntil: 0 });
      }
    },
    close: () => Promise.resolve(),
  };
}
