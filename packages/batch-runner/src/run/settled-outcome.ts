import type { Outcome, RunContext } from "./context.ts";
import { clipMissing, deliverSound } from "./refetch.ts";
import type { Work } from "./work.ts";

/** The outcome of a work that needs nothing from its vendor, or may ask nothing of it. */
export async function outcomeWithoutTask(context: RunContext, work: Work): Promise<Outcome> {
  switch (work.action) {
    case "cached":
    case "failed":
    case "uncertain":
    case "lost":
      return known(context, work);
    case "render":
    case "stale": {
      const blocked = blockedBy(context, work);
      if (blocked !== undefined) return blocked;
      return { status: "left", error: { code: "stale", message: `It has changed: ${work.reason}`, hint: staleHint } };
    }
    case "collect":
    case "missing":
    case "waiting":
    case "blocked":
      throw new Error(`a work is not settled while it is ${work.action}`);
    default:
      throw new Error(`no such action: ${String(work.action satisfies never)}`);
  }
}

const staleHint = "Look at `shotlist plan`; --yes, or --budget with a price, renders it again.";

/** What the ledger says of the digest. */
async function known(context: RunContext, work: Work): Promise<Outcome> {
  const { ledger, store } = context.state;
  const attempt = await ledger.current(work.lead.realm, work.lead.digest);
  if (attempt === undefined) throw new Error(`the ledger has lost ${work.key}`);
  const { state } = attempt;
  const task = "taskId" in state && state.taskId !== undefined ? { taskId: state.taskId } : {};
  switch (state.name) {
    case "downloaded": {
      const clip = await store.find(state.sha256, "video");
      if (clip === undefined) return { status: "missing", ...task, error: clipMissing };
      const delivered = await deliverSound(context, work, attempt, state.sha256);
      return delivered ?? { status: "missing", ...task, error: clipMissing };
    }
    case "failed":
    case "expired":
      return { status: "failed", ...task, error: { ...state.failure, hint: retryHint } };
    case "cancelled":
      return { status: "cancelled", ...task, error: { ...state.failure, hint: retryHint } };
    case "abandoned":
      return { status: "cancelled", ...task, error: { ...state.failure, code: "abandoned", hint: retryHint } };
    case "uncertain":
      return { status: "uncertain", ...task, error: state.failure };
    case "submitting":
      return { status: "uncertain", error: { code: "interrupted", message: "Its request may have arrived" } };
    case "lost":
      return {
        status: "lost",
        ...task,
        error: { code: "task_lost", message: `The vendor no longer knows task ${state.taskId}` },
      };
    case "planned":
    case "submitted":
    case "adopted":
    case "queued":
    case "running":
    case "succeeded":
    case "resubmitted":
      throw new Error(`${work.key} was to be ${work.action} and is ${state.name}`);
    default:
      throw new Error(`no such state: ${JSON.stringify(state satisfies never)}`);
  }
}

const retryHint = "`shotlist retry` submits it again.";
/** How a take ends that needs another one which is not here. */
function blockedBy(context: RunContext, work: Work): Outcome | undefined {
  for (const need of work.needs) {
    const outcome = context.outcomeOf(need);
    if (outcome?.status === "cached" || outcome?.status === "succeeded") continue;
    const status = outcome?.status ?? "left";
    if (status === "left" || status === "detached") {
      return {
        status: "left",
        error: { code: "waits", message: "What it depends on is not rendered yet", hint: "Run again." },
      };
    }
    return { status: "blocked", error: { code: "blocked", message: `What it depends on is ${status}` } };
  }
  return undefined;
}
