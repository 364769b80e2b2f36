import { StorageError } from "../failures/storage-error.ts";
import type { Clock } from "../ports/clock.ts";
import { LostConnection } from "./failure.ts";

const retryEveryMs = 250;

/** Does work again for as long as the server is away, and there is patience. What `work` began is undone then. */
export type Patience = <Value>(work: () => Promise<Value>) => Promise<Value>;

export function createPatience({
  clock,
  patienceMs,
}: {
  readonly clock: Pick<Clock, "now" | "sleep">;
  /** How long a server that is away is waited for. */
  readonly patienceMs: number;
}): Patience {
  return async (work) => {
    // Counted from the first failure: a process that was frozen has not waited.
    let giveUpAt: number | undefined;
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof LostConnection)) throw error;
        giveUpAt ??= clock.now() + patienceMs;
        if (clock.now() >= giveUpAt)
          throw new StorageError("ledger_unreachable", { doing: "asking the ledger", cause: error });
        await clock.sleep(retryEveryMs);
      }
    }
  };
}
