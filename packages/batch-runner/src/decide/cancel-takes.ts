import type { ResolvedProvider } from "@shotlist/core";
import { DeliveryError } from "../failures/delivery-error.ts";
import { formatSupportOf } from "../formats/format-support.ts";
import type { Attempt, TakeKey } from "../lifecycle/attempt.ts";
import { statesWhere, taskOf } from "../lifecycle/state.ts";
import type { RunOptions } from "../work/options.ts";
import { assertRunOptions } from "../work/run-option-kinds.ts";
import type { State } from "../state/state.ts";
import { headersOf } from "../steps/headers.ts";
import { askForTask } from "../steps/poll.ts";
import { withLock } from "../state/with-lock.ts";

/** The result of cancelling a task. */
export interface Cancellation {
  readonly takes: readonly TakeKey[];
  readonly taskId: string;
  readonly outcome:
    /** The vendor confirms that it is cancelled. */
    | "cancelled"
    /** It has started, or is done: it continues and is paid for. */
    | "too_late"
    /** The format has no way to cancel a task. */
    | "not_offered"
    /** Unknown; nothing changes. */
    | "unknown";
}

interface CancelOptions extends Pick<RunOptions, "keys" | "hostRefusal" | "transport" | "formats"> {
  /** Takes whose tasks are meant. Default: all. */
  readonly only?: (take: TakeKey) => boolean;
}

const cancelTimeoutMs = 30_000;
/** A look takes at most a poll's own timeout; an answer that is read later than that is of another time. */
const staleLookMs = 60_000;

/**
 * Cancels tasks that are still waiting at their vendor. Each task is polled first, because vendors delete the record
 * of a task that is already done. Throws `LedgerHeldError` during a run.
 */
export async function cancelTakes(state: State, options: CancelOptions): Promise<readonly Cancellation[]> {
  assertRunOptions("cancelTakes", options);
  return withLock(state, async (fence) => {
    const waiting = await state.ledger.attempts({ states: statesWhere(({ at }) => at === "vendor") });
    const wanted = waiting.filter(({ takes }) => options.only === undefined || takes.some(options.only));
    const results: Cancellation[] = [];
    for (const attempt of wanted) {
      const { taskId } = taskOf(attempt.state);
      if (taskId === undefined) continue;
      const outcome = await cancelOne(state, options, attempt, taskId);
      if (outcome === "cancelled") {
        const failure = { code: "task_cancelled", message: "Cancelled on request" };
        const event = { type: "task", status: "cancelled", failure } as const;
        await state.ledger.advance(fence, { attemptId: attempt.id, event, at: state.clock.now() });
      }
      results.push({ takes: attempt.takes, taskId, outcome });
    }
    return results;
  });
}

async function cancelOne(
  state: State,
  options: Pick<RunOptions, "keys" | "hostRefusal" | "transport" | "formats">,
  { provider }: Attempt,
  taskId: string,
): Promise<Cancellation["outcome"]> {
  const support = (options.formats ?? formatSupportOf)(provider.format);
  if (support.cancel === undefined) return "not_offered";
  const look = (): Promise<string> => statusOfTask(state, options, provider, taskId);
  const lookedAt = state.clock.now();
  const before = await look();
  if (before !== "queued") return before === "cancelled" ? "cancelled" : before === "unknown" ? "unknown" : "too_late";
  // A machine that slept meanwhile knows nothing of the task any more.
  if (Math.abs(state.clock.now() - lookedAt) > staleLookMs) return "unknown";
  const { method, path } = support.cancel(taskId);
  try {
    await options.transport.request({
      method,
      url: `${provider.baseUrl}${path}`,
      headers: headersOf(provider, { options }).headers,
      timeoutMs: cancelTimeoutMs,
      maxBytes: 1024 * 1024,
    });
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
  }
  // The answer to the request proves nothing; the task's own status does.
  const after = await look();
  return after === "cancelled" ? "cancelled" : after === "unknown" ? "unknown" : "too_late";
}

async function statusOfTask(
  state: State,
  options: Pick<RunOptions, "keys" | "hostRefusal" | "transport" | "formats">,
  provider: ResolvedProvider,
  taskId: string,
): Promise<string> {
  const formatOf = ({ format }: ResolvedProvider): ReturnType<typeof formatSupportOf> =>
    (options.formats ?? formatSupportOf)(format);
  const outcome = await askForTask(
    {
      formatOf,
      options,
      state,
      transport: options.transport,
      stopping: new AbortController().signal,
      beforePoll: () => Promise.resolve(),
    },
    provider,
    formatOf(provider).codec.encodePoll(taskId),
  );
  return outcome.kind === "task" ? outcome.task.status : "unknown";
}
