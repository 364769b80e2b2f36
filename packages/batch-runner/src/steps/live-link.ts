import type { Task } from "@shotlist/core";
import type { Attempt } from "../lifecycle/attempt.ts";
import type { ProviderAccess } from "../work/context.ts";
import { backoffMs } from "../schedule/backoff.ts";
import { pollOnce } from "./poll.ts";

type Succeeded = Extract<Task, { status: "succeeded" }>;

/** A link that is refused so soon after it was given is bad; an older one has only run out before its turn. */
const youngMs = 3000;
/** So many links that are refused while they are young, and the clip waits for another run. */
const refusedYoung = 2;
/** How long a vendor is asked for a link that works. */
const patienceMs = 10 * 60_000;
const askBackoff = { firstMs: 500, longestMs: 30_000 };

/** Asks the vendor for links to the clip of one task. */
export interface LiveLinks {
  /** What the task says now that the last link was refused; `undefined` once it is time to give up. */
  next(): Promise<Succeeded | undefined>;
}

export function createLiveLinks(context: ProviderAccess, { provider }: Attempt, taskId: string): LiveLinks {
  const { clock } = context.state;
  let givenAt: number | undefined;
  let refusals = 0;
  let giveUpAt: number | undefined;

  return {
    async next() {
      giveUpAt ??= clock.now() + patienceMs;
      // A clock that was set back says nothing of how old a link is.
      if (givenAt !== undefined && Math.abs(clock.now() - givenAt) <= youngMs) refusals += 1;
      if (refusals >= refusedYoung) return undefined;
      for (let asked = 1; clock.now() < giveUpAt; asked += 1) {
        await clock.sleep(
          asked === 1
            ? provider.pollEveryMs
            : Math.max(provider.pollEveryMs, backoffMs(asked, askBackoff, context.random)),
          context.stopping,
        );
        const outcome = await pollOnce(context, provider, taskId);
        if (outcome.kind === "closed" || outcome.kind === "unknown-task") return undefined;
        if (outcome.kind === "rate-limited") {
          const { retryAfterMs, failure } = outcome;
          context.laneOf(provider).pollLimited({ retryAfterMs, words: failure.message });
        }
        if (outcome.kind !== "task" || outcome.task.status !== "succeeded") continue;
        givenAt = clock.now();
        return outcome.task;
      }
      return undefined;
    },
  };
}
