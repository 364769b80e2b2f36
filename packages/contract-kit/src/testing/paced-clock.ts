import type { MockServer } from "@shotlist/mock-server";
import type { RunClock } from "../call/clock.ts";
import type { Fetch } from "../call/target.ts";

/** An endpoint in real time, and a run, of which neither waits. */
export interface PacedEndpoint {
  readonly clock: RunClock;
  readonly fetch: Fetch;
  /** Milliseconds that have passed for both. */
  passedMs(this: void): number;
}

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

/** Turns of the event loop without a call after which everybody waits for time. */
const idleTurns = 3;

/** Time that passes for a run and its endpoint alike as soon as only time is waited for; it cannot be asked to move. */
export function paceEndpoint(mock: MockServer): PacedEndpoint {
  const startMs = mock.clock.now();
  const sleepers = new Set<Sleeper>();
  let calls = 0;
  let isPumping = false;

  const pump = (idle: number): void => {
    if (sleepers.size === 0) {
      isPumping = false;
      return;
    }
    if (calls === 0 && idle >= idleTurns) wakeNext();
    setImmediate(() => pump(calls === 0 ? idle + 1 : 0));
  };
  const wakeNext = (): void => {
    const [next] = [...sleepers].toSorted((left, right) => left.atMs - right.atMs);
    if (next === undefined) return;
    sleepers.delete(next);
    mock.clock.advance(Math.max(0, next.atMs - mock.clock.now()));
    next.wake();
  };

  return {
    passedMs: () => mock.clock.now() - startMs,
    fetch: async (request) => {
      if (new URL(request.url).pathname.includes("/__mock/")) return new Response(null, { status: 404 });
      calls += 1;
      try {
        return await mock.fetch(request);
      } finally {
        calls -= 1;
      }
    },
    clock: {
      now: () => mock.clock.now(),
      sleep: async (ms, signal) => {
        const { promise, resolve } = Promise.withResolvers<void>();
        const sleeper: Sleeper = { atMs: mock.clock.now() + ms, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener("abort", () => {
          sleepers.delete(sleeper);
          resolve();
        });
        if (!isPumping) {
          isPumping = true;
          pump(0);
        }
        await promise;
        signal?.throwIfAborted();
      },
    },
  };
}
