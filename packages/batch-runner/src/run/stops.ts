import { reported, RunnerError } from "../failures/runner-error.ts";
import { UnrecordedTaskError } from "../failures/storage-error.ts";
import type { RunOptions } from "../work/options.ts";
import type { Stop } from "../failures/take-error.ts";

/** How long submits in flight may still be answered once a run stops. */
const graceMs = 5000;

/** Lets the scheduler sleep until something has changed. */
export interface Changes {
  notify(): void;
  count(): number;
  /** Resolves once the count has passed `seen`. */
  after(seen: number): Promise<void>;
}

/** What ends a run early. */
export interface Stops {
  readonly stopping: AbortSignal;
  readonly cut: AbortSignal;
  /** Fires when the run stops or has ended: nobody waits for anything any more. */
  readonly ended: AbortSignal;
  readonly changes: Changes;
  readonly stop: (reason: Stop) => void;
  /** Stops the run for a failure; one that is our own bug is thrown once everything in flight has ended. */
  readonly fail: (error: unknown) => void;
  reason(): Stop | undefined;
  rethrow(): void;
}

export function createStops({ state, signal, maxDurationMs }: RunOptions, done: AbortSignal): Stops {
  const stopping = new AbortController();
  const cut = new AbortController();
  const changes = createChanges();
  const bugs: unknown[] = [];
  let first: Stop | undefined;

  function stop(reason: Stop): void {
    if (first !== undefined) return;
    first = reason;
    stopping.abort();
    changes.notify();
    void state.clock.sleep(graceMs, done).then(
      () => cut.abort(),
      () => undefined,
    );
  }

  const interrupt = (): void => stop(interrupted);
  if (signal?.aborted === true) interrupt();
  signal?.addEventListener("abort", interrupt, { once: true });
  done.addEventListener("abort", () => signal?.removeEventListener("abort", interrupt), { once: true });
  if (maxDurationMs !== undefined) {
    void state.clock.sleep(maxDurationMs, done).then(
      () => stop(outOfTime),
      () => undefined,
    );
  }

  return {
    stopping: stopping.signal,
    cut: cut.signal,
    ended: AbortSignal.any([stopping.signal, done]),
    changes,
    stop,
    fail(error) {
      const failure = error instanceof UnrecordedTaskError ? error.storage : error;
      if (failure instanceof RunnerError) {
        return stop(reported(failure));
      }
      bugs.push(error);
      stop(broken);
    },
    reason: () => first,
    rethrow() {
      if (bugs.length > 0) throw bugs[0];
    },
  };
}

const interrupted: Stop = {
  code: "interrupted",
  message: "The run was interrupted; its state is saved",
  hint: "Run again to continue.",
};

const outOfTime: Stop = {
  code: "max_duration",
  message: "The run detached because its time limit was reached",
  hint: "Run again to collect the tasks that are still running.",
};

const broken: Stop = {
  code: "internal",
  message: "The run stopped because of an internal error",
  hint: "This is a bug; the state is saved.",
};

function createChanges(): Changes {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    notify() {
      count += 1;
      const all = waiting;
      waiting = [];
      for (const wake of all) wake();
    },
    count: () => count,
    after: (seen) =>
      count > seen
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.push(resolve);
          }),
  };
}
