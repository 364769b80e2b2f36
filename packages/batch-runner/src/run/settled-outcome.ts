import { isToSubmit } from "../join/joined-take.ts";
import { nextStep } from "../lifecycle/next-step.ts";
import { taskOf, type AttemptState, type Failure } from "../lifecycle/state.ts";
import type { Attempt } from "../lifecycle/attempt.ts";
import type { RunContext } from "../work/context.ts";
import type { Outcome } from "../work/outcome.ts";
import { clipMissing, deliverSound, refetch } from "./refetch.ts";
import type { Work } from "../work/work.ts";

/** The outcome of a work that needs nothing from its vendor, or may ask nothing of it. */
export async function outcomeWithoutTask(context: RunContext, work: Work): Promise<Outcome> {
  if (!isToSubmit(work.action)) return known(context, work);
  const blocked = blockedBy(context, work);
  if (blocked !== undefined) return blocked;
  return {
    status: "left",
    error: { code: "stale", message: `The take has changed: ${work.reason}`, ...toRenderChanged },
  };
}

/** How a work ends that another session has brought to its end. A clip that is not here is fetched, and never bought. */
export async function outcomeElsewhere(context: RunContext, work: Work, attempt: Attempt): Promise<Outcome> {
  const outcome = await known(context, work);
  if (outcome.status !== "missing" || attempt.state.name !== "downloaded") return outcome;
  return (await refetch(context, work, attempt)) ?? outcome;
}

const toRenderChanged = { hint: "Check the plan, then confirm its cost.", way: "render-changed" } as const;

/** What the ledger says of the digest. */
async function known(context: RunContext, work: Work): Promise<Outcome> {
  const { ledger, store } = context.state;
  const attempt = await ledger.current(work.lead.realm, work.lead.digest);
  if (attempt === undefined) throw new Error(`the ledger has lost ${work.key}`);
  const { state } = attempt;
  const task = taskOf(state);
  const sha256 = "sha256" in state ? state.sha256 : "";
  const isMissing = sha256 !== "" && (await store.find(sha256, "video")) === undefined;
  const { status } = nextStep(state, { clip: isMissing ? "missing" : "here" });
  switch (status) {
    case "cached": {
      const delivered = await deliverSound(context, work, attempt, sha256);
      return delivered ?? { status: "missing", ...task, error: clipMissing };
    }
    case "missing":
      return { status, ...task, error: clipMissing };
    case "failed":
    case "cancelled":
      return { status, ...task, error: { ...failureOf(state), ...toRetry } };
    case "uncertain":
      return { status, ...task, error: failureOf(state) };
    case "lost":
      return {
        status,
        ...task,
        error: { code: "task_lost", message: `The vendor no longer knows task ${task.taskId}` },
      };
    case "left":
    case "detached":
      throw new Error(`${work.key} was to be ${work.action} and is ${state.name}`);
    default:
      throw new Error(`no such status: ${String(status satisfies never)}`);
  }
}

/** Why an attempt failed, or nobody knows the result of it. */
function failureOf(state: AttemptState): Failure {
  if (!("failure" in state)) return { code: "interrupted", message: "The request may have arrived" };
  return state.name === "abandoned" ? { ...state.failure, code: "abandoned" } : state.failure;
}

const toRetry = { hint: "Nothing is submitted again until you decide.", way: "retry" } as const;

/** How a take ends that needs another one which is not here. */
function blockedBy(context: RunContext, work: Work): Outcome | undefined {
  for (const need of work.needs) {
    const outcome = context.outcomeOf(need);
    if (outcome?.status === "cached" || outcome?.status === "succeeded") continue;
    const status = outcome?.status ?? "left";
    if (status === "left" || status === "detached") {
      return {
        status: "left",
        error: { code: "waits", message: "A take it depends on is not rendered yet", hint: "Run again." },
      };
    }
    const message = status === "failed" ? "A take it depends on failed" : `A take it depends on is ${status}`;
    return { status: "blocked", error: { code: "blocked", message } };
  }
  return undefined;
}
