import type { Attempt } from "../ledger/ledger.ts";
import { clipSource } from "../steps/collect.ts";
import { addressRuleOf } from "../steps/check-address.ts";
import { deliver, outputFileOf } from "../steps/deliver.ts";
import { download } from "../steps/download.ts";
import { pollOnce } from "../steps/poll.ts";
import type { Outcome, RunContext } from "./context.ts";
import type { TakeError } from "./report.ts";
import type { Work } from "./work.ts";

/**
 * Gets back a clip that was paid for and whose bytes are gone: from an output file that still has them, else from the
 * vendor while its link lives. `undefined` where it is gone for good and the run may buy it again.
 */
export async function refetch(context: RunContext, work: Work, attempt: Attempt): Promise<Outcome | undefined> {
  const { state } = attempt;
  if (state.name !== "downloaded")
    throw new Error(`attempt ${attempt.id} is ${state.name}; nothing of it can be missing`);
  const { sha256, taskId } = state;
  if (!(await isBack(context, work, attempt, sha256))) {
    return context.options.rebuy === true ? undefined : { status: "missing", taskId, error: clipMissing };
  }
  await deliver(context, work, attempt.id, sha256);
  return { status: "cached", taskId, sha256 };
}

export const clipMissing: TakeError = {
  code: "clip_missing",
  message: "It was paid for, and its bytes are gone from the store",
  hint: "Put the store back, or buy it again with --rebuy.",
};

async function isBack(context: RunContext, work: Work, attempt: Attempt, sha256: string): Promise<boolean> {
  const { store } = context.state;
  if (await store.has(sha256, "video")) return true;
  for (const { take, plan } of work.takes) {
    if (await store.restore(sha256, outputFileOf(context.options, plan, take))) return true;
  }
  return fromVendor(context, attempt, sha256);
}

async function fromVendor(context: RunContext, attempt: Attempt, sha256: string): Promise<boolean> {
  if (!("taskId" in attempt.state) || attempt.state.taskId === undefined) return false;
  const outcome = await pollOnce(context, attempt.provider, attempt.state.taskId);
  if (outcome.kind !== "task" || outcome.task.status !== "succeeded") return false;
  const source = clipSource(context, attempt.provider, outcome.task);
  if (source === undefined) return false;
  const rule = addressRuleOf(attempt.provider.baseUrl);
  const result = await download(context, { key: attempt.id, kind: "video", rule, ...source });
  return result.kind === "stored" && result.clip.sha256 === sha256;
}
