import type { AttemptState } from "./state.ts";

/** What is known around an attempt that decides what comes next. */
export interface Facts {
  /** Its clip in the store, where it was fetched. `gone`: neither the store, an output file nor the vendor has it. */
  readonly clip?: "here" | "missing" | "gone";
  /** Whether the vendor can be asked about a submit whose answer was lost. Default: no. */
  readonly canLookUp?: boolean;
  /** Whether a clip that is gone may be bought again. Default: no. */
  readonly mayRebuy?: boolean;
  /** The shot was rendered as something else before: what has changed. */
  readonly change?: string;
  /** Whether a shot that has changed may be rendered again. Default: yes. */
  readonly mayRenderChanged?: boolean;
  /** Whether another process holds the ledger, and may be sending the request right now. Default: no. */
  readonly isHeld?: boolean;
}

export type Deed =
  /** Send a request that is paid for. */
  | "submit"
  /** Wait for the task at the vendor. */
  | "watch"
  /** Fetch the clip of a task that is done. */
  | "collect"
  /** Ask the vendor which task is ours. */
  | "look-up"
  /** Fetch a clip again that was here. */
  | "refetch"
  | "nothing";

/** How a take is reported when a run leaves it as it is. */
type Standing = "left" | "cached" | "detached" | "failed" | "cancelled" | "uncertain" | "lost" | "missing";

export interface NextStep {
  readonly do: Deed;
  /** What to report until it is done, and where nothing can be done. */
  readonly status: Standing;
  /** One line for people. */
  readonly reason: string;
}

/**
 * What comes next for a take whose current attempt is in this state; `undefined` where it has none. The one answer that plans,
 * runs and decisions go by. `submit` only where nothing is paid for, and where a paid clip is gone and may be bought again.
 */
export function nextStep(state: AttemptState | undefined, facts: Facts = {}): NextStep {
  switch (state?.name) {
    case undefined:
    case "planned":
      return whereNothingWasSent(facts);
    case "submitting":
    case "uncertain":
      return { do: facts.canLookUp === true ? "look-up" : "nothing", status: "uncertain", reason: doubt(state, facts) };
    case "submitted":
    case "adopted":
    case "queued":
    case "running":
      return { do: "watch", status: "detached", reason: `task ${state.taskId} is ${state.name} and paid for` };
    case "succeeded":
      return {
        do: "collect",
        status: "detached",
        reason: `task ${state.taskId} has finished; its clip will be downloaded`,
      };
    case "downloaded":
      return whereItWasFetched(facts);
    case "failed":
    case "expired":
      return { do: "nothing", status: "failed", reason: `${state.name}: ${state.failure.message}` };
    case "cancelled":
      return { do: "nothing", status: "cancelled", reason: `cancelled: ${state.failure.message}` };
    case "abandoned":
      return { do: "nothing", status: "cancelled", reason: `given up: ${state.failure.message}` };
    case "lost":
      return { do: "nothing", status: "lost", reason: `the vendor no longer knows task ${state.taskId}` };
    case "resubmitted":
      throw new Error("a resubmitted attempt is never the current one");
    default:
      throw new Error(`no such state: ${JSON.stringify(state satisfies never)}`);
  }
}

function whereNothingWasSent({ change, mayRenderChanged = true }: Facts): NextStep {
  if (change === undefined) return { do: "submit", status: "left", reason: "not rendered yet" };
  return { do: mayRenderChanged ? "submit" : "nothing", status: "left", reason: change };
}

function whereItWasFetched({ clip = "here", mayRebuy = false }: Facts): NextStep {
  if (clip === "here") return { do: "nothing", status: "cached", reason: "the clip is in the store" };
  const reason = "it is paid for, but its clip is missing";
  if (clip === "missing") return { do: "refetch", status: "missing", reason };
  return { do: mayRebuy ? "submit" : "nothing", status: "missing", reason };
}

function doubt(state: Extract<AttemptState, { name: "submitting" | "uncertain" }>, { isHeld = false }: Facts): string {
  if (state.name === "uncertain") return state.failure.message;
  return isHeld
    ? "the request is being sent, or a run ended while sending it"
    : "a run ended while the request was being sent";
}
